import fc from 'fast-check';
import { codeOf, refusalOf } from '../refusal.js';
import { brandShown, checkBrand, DEFAULT_BRAND } from './brand.js';
import { contrastRatio, hasWhiteTextContrast, relativeLuminance } from './contrast.js';

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('contrast', () => {
  it.each([
    ['#000000', 21],
    ['#ffffff', 1],
    ['#767676', 4.54],
    ['#777777', 4.48],
    ['#0b0c0c', 19.59],
    ['#ff0000', 4],
    ['#1d70b8', 5.17],
  ])('of white on %s is %d to 1', (given, ratio) => {
    expect(contrastRatio('#ffffff', given)).toBeCloseTo(ratio, 2);
  });

  it('is the same both ways round and from 1 to 21', () => {
    fc.assert(
      fc.property(colour, colour, (one, other) => {
        const ratio = contrastRatio(one, other);
        expect(ratio).toBe(contrastRatio(other, one));
        expect(ratio).toBeGreaterThanOrEqual(1);
        expect(ratio).toBeLessThanOrEqual(21);
        expect(relativeLuminance(one)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('a brand', () => {
  it('has defaults that it could be saved with', () => {
    expect(codeOf(() => checkBrand(DEFAULT_BRAND))).toBeNull();
    expect(brandShown(DEFAULT_BRAND, 'Elmbrook')).toEqual({ name: 'Elmbrook', colour: '#1f3a5f' });
  });

  it.each([
    [{ organisation: 'Elmbrook Council', colour: '#5B2D6E' }, null],
    [{ organisation: '  ', colour: '#5b2d6e' }, 'brand/organisation'],
    [{ organisation: 'x'.repeat(61), colour: '#5b2d6e' }, 'brand/organisation'],
    [{ organisation: 'Two\nlines', colour: '#5b2d6e' }, 'brand/organisation'],
    [{ organisation: null, colour: 'purple' }, 'brand/colour'],
    [{ organisation: null, colour: '#fff' }, 'brand/colour'],
    [{ organisation: null, colour: '#777777' }, 'brand/colour'],
    [{ organisation: null, colour: '#5b2d6e;}' }, 'brand/colour'],
  ])('%o is refused for %s', (brand, field) => {
    expect(refusalOf(() => checkBrand(brand))?.field ?? null).toBe(field);
  });

  it('is always shown so that it can be read, whatever was stored', () => {
    fc.assert(
      fc.property(
        fc.record({
          organisation: fc.option(fc.string()),
          colour: fc.oneof(colour, fc.string()),
        }),
        (brand) => {
          const shown = brandShown(brand, 'Elmbrook');
          expect(shown.colour).toMatch(/^#[0-9a-f]{6}$/);
          expect(hasWhiteTextContrast(shown.colour)).toBe(true);
          expect(shown.name).not.toBe('');
        },
      ),
    );
  });
});
