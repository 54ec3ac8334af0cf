/** A parsed cron schedule: the values that each field allows. */
interface CronSchedule {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly daysOfMonth: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** Sunday is 0. */
  readonly daysOfWeek: ReadonlySet<number>;
  /** Whether a day must match both day fields. If both are restricted, one is sufficient. */
  readonly matchesBothDays: boolean;
}

interface Field {
  readonly minimum: number;
  readonly maximum: number;
  readonly names?: readonly string[];
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const minute: Field = { minimum: 0, maximum: 59 };
const hour: Field = { minimum: 0, maximum: 23 };
const dayOfMonth: Field = { minimum: 1, maximum: 31 };
const month: Field = { minimum: 1, maximum: 12, names: months };
const dayOfWeek: Field = { minimum: 0, maximum: 6, names: days };

/** Parses a schedule of a CronJob. Returns undefined if it is invalid or never due. */
export function parseCron(text: string): CronSchedule | undefined {
  const [minutesText, hoursText, dayText, monthText, weekText, ...more] = text.trim().split(/\s+/);
  if (more.length > 0) return undefined;
  const minutes = valuesOf(minutesText, minute);
  const hours = valuesOf(hoursText, hour);
  const daysOfMonth = valuesOf(dayText, dayOfMonth);
  const inMonths = valuesOf(monthText, month);
  const daysOfWeek = valuesOf(weekText, dayOfWeek);
  if (!minutes || !hours || !daysOfMonth || !inMonths || !daysOfWeek) return undefined;
  const matchesBothDays = isAny(dayText) || isAny(weekText);
  const schedule = { minutes, hours, daysOfMonth, months: inMonths, daysOfWeek, matchesBothDays };
  return dueDays(schedule).length > 0 ? schedule : undefined;
}

/** Returns the longest time between two runs, seconds, without daylight saving time. */
export function longestGapSeconds(schedule: CronSchedule): number {
  const times = [...schedule.hours].flatMap((hours) => [...schedule.minutes].map((minutes) => hours * 60 + minutes));
  const inDay = times.sort((one, other) => one - other);
  const [first = 0] = inDay;
  const last = inDay.at(-1) ?? 0;
  const within = gaps(inDay);
  const between = gaps(dueDays(schedule)).map((dayCount) => dayCount * minutesPerDay + first - last);
  return 60 * Math.max(...within, ...between);
}

const minutesPerDay = 24 * 60;
/** A cycle of the calendar, days: every date occurs with every day of the week within it. */
const calendarDays = 28 * 366;

/** Returns the days on which a schedule is due, counted from the first day of a leap cycle. */
function dueDays({ daysOfMonth, months: inMonths, daysOfWeek, matchesBothDays }: CronSchedule): number[] {
  return Array.from({ length: calendarDays }, (_, index) => index).filter((index) => {
    const date = new Date(Date.UTC(2024, 0, 1 + index));
    const fitsMonth = daysOfMonth.has(date.getUTCDate());
    const fitsWeek = daysOfWeek.has(date.getUTCDay());
    return inMonths.has(date.getUTCMonth() + 1) && (matchesBothDays ? fitsMonth && fitsWeek : fitsMonth || fitsWeek);
  });
}

function gaps(sorted: readonly number[]): number[] {
  return sorted.slice(1).map((value, index) => value - (sorted[index] ?? value));
}

function isAny(text = ""): boolean {
  return text.startsWith("*") || text.startsWith("?");
}

/** Parses a field: `*`, `5`, `1-5`, `mon,fri`, each with an optional step such as `0-30/10`. */
function valuesOf(text: string | undefined, field: Field): ReadonlySet<number> | undefined {
  const parts = text?.split(",").map((part) => partOf(part, field)) ?? [];
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 || known.length < parts.length ? undefined : new Set(known.flat());
}

function partOf(part: string, field: Field): readonly number[] | undefined {
  const { range = "", step } = /^(?<range>[^/]+)(?:\/(?<step>\d+))?$/.exec(part)?.groups ?? {};
  const every = step === undefined ? 1 : Number(step);
  const bounds = boundsOf(range, field, step !== undefined);
  if (!bounds || every < 1 || bounds.last < bounds.first) return undefined;
  const count = Math.floor((bounds.last - bounds.first) / every) + 1;
  return Array.from({ length: count }, (_, index) => bounds.first + index * every);
}

function boundsOf(range: string, field: Field, hasStep: boolean) {
  if (range === "*" || range === "?") return { first: field.minimum, last: field.maximum };
  const [from = "", to, ...more] = range.split("-");
  const first = numberOf(from, field);
  const last = to === undefined ? (hasStep ? field.maximum : first) : numberOf(to, field);
  return first === undefined || last === undefined || more.length > 0 ? undefined : { first, last };
}

function numberOf(text: string, { minimum, maximum, names = [] }: Field): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  const value = named >= 0 ? named + minimum : /^\d+$/.test(text) ? Number(text) : undefined;
  return value !== undefined && value >= minimum && value <= maximum ? value : undefined;
}
