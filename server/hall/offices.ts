import { OFFLINE_FILE } from '../build-offline.ts';
import { ArchiveOffice } from '../archive/office.ts';
import type { Hall } from '../hall.ts';
import { PaperOffice } from '../papers/office.ts';
import { Preparation } from '../preparation.ts';
import { Readiness } from '../readiness/readiness.ts';
import type { HallDependencies } from './dependencies.ts';

/** What is noted beside the plan: steps done, questions, dossiers. */
export function openPreparation(hall: Hall, deps: HallDependencies): Preparation {
  return new Preparation({
    stored: deps.preparation,
    now: deps.now,
    plan: () => deps.plan.value.plan,
    round: () => hall.room?.round.log ?? null,
    hasFile: (file) => deps.files.isKept(file),
  });
}

/** What is looked at before the meeting. */
export function openReadiness(hall: Hall, deps: HallDependencies): Readiness {
  return new Readiness({
    data: deps.data,
    random: deps.random,
    now: deps.now,
    tls: deps.tls,
    urls: deps.urls,
    alarms: () => hall.alarms,
    copy: () => hall.copy,
    devices: () => hall.presence().devices,
    round: () => hall.room?.round ?? null,
    votingDay: () => deps.plan.value.plan?.venues[0]?.votingDay ?? null,
    roundChecks: () => hall.papers.roundChecks(),
  });
}

/** The active round's papers. */
export function openPapers(hall: Hall, deps: HallDependencies): PaperOffice {
  return new PaperOffice({
    sodium: deps.sodium,
    room: () => hall.room,
    settings: () => deps.settings.value.papers,
    keepSettings: (papers) => deps.settings.update((settings) => ({ ...settings, papers })),
    checks: () => hall.readiness.checks(),
    hasOtherVenue: () => hall.rounds.hasOtherVenue(hall.archive.hasImports),
    changed: () => {
      hall.changed();
    },
  });
}

/** The active round's sealed archive, and what other laptops' archives said. */
export function openArchive(hall: Hall, deps: HallDependencies): ArchiveOffice {
  return new ArchiveOffice({
    data: deps.data,
    now: deps.now,
    room: () => hall.room,
    planFiles: (plan) => deps.files.kept(plan),
    verifier: OFFLINE_FILE,
    changed: () => {
      hall.changed();
    },
  });
}
