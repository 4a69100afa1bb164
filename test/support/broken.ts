/** `T` with everything in it writable: a deep copy that a test may damage. */
export type Draft<T> = T extends object ? { -readonly [K in keyof T]: Draft<T[K]> } : T;

/** One damage done to a draft. */
export type Breaking<T> = (draft: Draft<T>) => void;

/** A deep copy through JSON, as a file would give it. */
export function draftOf<T>(value: T): Draft<T> {
  return JSON.parse(JSON.stringify(value)) as Draft<T>;
}

/** Puts any value, also one of a wrong type, at a path such as `venues[1].roll[14].name`. */
export function put(path: string, value: unknown): (draft: object) => void {
  return (draft) => {
    const { owner, key } = find(draft, path);
    owner[key] = value;
  };
}

/** Takes away what stands at a path. */
export function drop(path: string): (draft: object) => void {
  return (draft) => {
    const { owner, key } = find(draft, path);
    Reflect.deleteProperty(owner, key);
  };
}

function find(draft: object, path: string): { owner: Record<string, unknown>; key: string } {
  const keys = path.split(/[.[\]]+/u).filter((key) => key !== '');
  const key = keys.pop()!;
  let owner = draft as Record<string, unknown>;
  for (const step of keys) owner = owner[step] as Record<string, unknown>;
  return { owner, key };
}
