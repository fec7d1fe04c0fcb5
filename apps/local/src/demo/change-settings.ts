import { type DemoProgramme } from './cast.js';
import { type Stage } from './tell-story.js';
import { type Telling } from './timeline.js';

/** Changes the settings of a programme as its lead did, one change after the other. */
export async function* changeSettings(
  { settingsChanged }: Pick<DemoProgramme, 'settingsChanged'>,
  { cast, use, time }: Stage,
): Telling {
  for (const { at, to, alsoClosed = [], reason } of settingsChanged) {
    yield time.at(at);
    const lead = cast.lead();
    const { settings, version } = await use.settings.view(lead);
    const closureDays = [...settings.closureDays, ...alsoClosed.map((days) => time.workingDay(days))];
    await use.settings.change(lead, { ...to, closureDays }, { reason, seen: version });
  }
}
