/** Whether one of the events came within so many milliseconds. Rejects when the first of them does. */
export async function inTime(ms: number, ...events: readonly Promise<unknown>[]): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([...events.map((event) => event.then(() => true)), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
