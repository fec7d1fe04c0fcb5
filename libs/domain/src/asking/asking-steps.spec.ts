import { DEFAULT_SETTINGS } from '../programme/settings.js';
import { ASKING_STEPS, stepOf, stepsMissing } from './asking-steps.js';
import { checkComplete } from './complete-request.js';
import { aCompleteForm, anEmptyForm } from './request-form.builder.js';
import { safetyGateDecision } from './safety-gate.js';
import { type RequestForm } from './request.js';

const TODAY = '2027-03-02';
const missing = (form: RequestForm) =>
  stepsMissing(
    checkComplete(form, DEFAULT_SETTINGS, TODAY),
    form.safetyGate === null ? null : safetyGateDecision(form.safetyGate, DEFAULT_SETTINGS),
  );

describe('the steps that are missing', () => {
  it('are all but the stage’s own options in an empty draft, and none in a complete one', () => {
    expect(missing(anEmptyForm())).toEqual([...ASKING_STEPS]);
    expect(missing(aCompleteForm())).toEqual([]);
  });

  it.each([
    [{ caseReference: null }, ['family']],
    [{ question: null, mode: null }, ['purpose', 'times']],
    [{ attendees: ['someone@elsewhere.example.org'] }, ['people']],
    [{ safetyFlags: {} }, ['safety-flags']],
  ] as const)('of a form with %o are %o', (given, steps) => {
    expect(missing(aCompleteForm(given))).toEqual(steps);
  });

  it('hold the gate while it stops somebody', () => {
    const form = aCompleteForm();
    const gate = {
      immediateDanger: true,
      significantHarm: false,
      referralMade: false,
      highRiskLast14Days: false,
    };
    expect(missing({ ...form, safetyGate: gate })).toEqual(['safety-gate']);
  });

  it('know the step of every field', () => {
    for (const field of Object.keys(anEmptyForm())) {
      expect(ASKING_STEPS).toContain(stepOf(field as keyof RequestForm));
    }
  });
});
