/* Handing in: a draft becomes a parcel and its files in one writing; from then on it is the queue's. */
import { mirrorNumbers } from "./device";
import type { Draft, FindingDraft, FixDraft, LookDraft, NoteDraft, RecheckDraft, RunDraft, TaskDraft } from "./drafts";
import { newId } from "./ids";
import type { Photo } from "./photos";
import { addFile, addParcel } from "./queue";
import { counted, read } from "./reading";
import type { Store, Writing } from "./store";

type Subject = { kind: string; id: string };

export class Desk {
  constructor(private readonly store: Store, private readonly person: string) {}

  /** Tell the office that a planned run has begun. */
  async begin(draft: RunDraft): Promise<void> {
    await this.hold({ ...draft }, (tables) =>
      addParcel(tables, draft.id, { id: newId(), kind: "inspection.start", body: { run: draft.id, began_at: draft.at } }),
    );
  }

  async run(draft: RunDraft): Promise<void> {
    const parcel = newId();
    const body = sheet(draft);
    await this.hold({ ...draft, state: "handed" }, async (tables) => {
      await addParcel(tables, draft.id, { id: parcel, kind: "inspection.answer-set", body });
      for (const one of Object.values(failing(draft))) {
        await files(tables, draft.id, one.photos, { kind: "inspection.finding", id: one.id }, [parcel]);
      }
      const own = [...draft.photos, ...(draft.presence === "signed" && draft.signature ? [draft.signature] : [])];
      await files(tables, draft.id, own, { kind: "inspection.run", id: draft.id }, [parcel]);
    });
  }

  /** The parcel's id is the finding's. */
  async note(draft: NoteDraft): Promise<void> {
    const { place, unit, text, severity, stopped, dueAt } = draft;
    const body = { place, unit, text, severity, ...(severity === "stop_now" && { stopped }), ...(dueAt && { due_at: dueAt }) };
    await this.hold({ ...draft, state: "handed" }, async (tables) => {
      await addParcel(tables, draft.id, { id: draft.id, kind: "finding.submit", body });
      await files(tables, draft.id, draft.photos, { kind: "inspection.finding", id: draft.id }, [draft.id]);
    });
  }

  /** Evidence goes before the words: the server takes no task in without it. */
  async task(draft: TaskDraft, submit: boolean): Promise<void> {
    await this.hold({ ...draft, state: "handed" }, async (tables) => {
      await files(tables, draft.id, draft.photos, { kind: "tasks.task", id: draft.task }, []);
      if (!submit) return;
      const body = { task: draft.task, note: draft.note };
      await addParcel(tables, draft.id, { id: newId(), kind: "task.submit", body, needs: draft.photos });
    });
  }

  /** Photos first: nothing counts as put right that no later picture shows. */
  async fix(draft: FixDraft): Promise<void> {
    const { finding, note, cause, ruleChange, photos } = draft;
    const body = { finding, note, ...(cause && { cause }), ...(ruleChange && { rule_change: ruleChange }) };
    await this.hold({ ...draft, state: "handed" }, async (tables) => {
      await files(tables, draft.id, photos, { kind: "inspection.finding", id: finding }, []);
      await addParcel(tables, draft.id, { id: newId(), kind: "finding.rectified", body, needs: photos });
    });
  }

  async look(draft: LookDraft): Promise<void> {
    const { of, subject, verdict, note, seen } = draft;
    const body = { [of]: subject, verdict, note, seen };
    await this.hold({ ...draft, state: "handed" }, (tables) =>
      addParcel(tables, draft.id, { id: newId(), kind: `${of}.verify`, body }),
    );
  }

  async recheck(draft: RecheckDraft): Promise<void> {
    const body = { recheck: draft.recheck, verdict: draft.verdict, note: draft.note };
    await this.hold({ ...draft, state: "handed" }, (tables) =>
      addParcel(tables, draft.id, { id: newId(), kind: "inspection.recheck", body }),
    );
  }

  private async hold(draft: Draft, act: (tables: Writing) => Promise<void>): Promise<void> {
    await this.store.write(async (tables) => {
      await act(tables);
      tables.put("drafts", draft);
    });
    await mirrorNumbers(this.store, this.person);
  }
}

/** Findings of the items that fail now; one whose item passes after all is not told. */
export function failing(draft: RunDraft): Record<string, FindingDraft> {
  const failed = read(draft.checklist, draft.answers).filter((line) => line.verdict === "fail");
  const found = failed.flatMap((line) => {
    const one = draft.findings[line.question.key];
    return one ? [[line.question.key, one] as const] : [];
  });
  return Object.fromEntries(found);
}

function sheet(draft: RunDraft): Record<string, unknown> {
  const { id, checklist, place, unit, at, endedAt, presence, presentName, signature, secondReason } = draft;
  const findings = Object.entries(failing(draft)).map(([key, one]) => ({
    id: one.id,
    item_key: key,
    text: one.text,
    severity: one.severity,
    ...(one.severity === "stop_now" && { stopped: one.stopped }),
    ...(one.dueAt && { due_at: one.dueAt }),
  }));
  const unplanned = { checklist: checklist.id, place: place.id, ...(unit.id && { unit: unit.id }), second_reason: secondReason };
  return {
    run: id,
    began_at: at,
    ended_at: endedAt,
    ...(!draft.planned && { unplanned }),
    answers: counted(read(checklist, draft.answers), draft.answers),
    findings,
    presence,
    ...(presence !== "absent" && { present_name: presentName }),
    ...(presence === "signed" && signature && { signature }),
  };
}

async function files(tables: Writing, group: string, photos: readonly string[], subject: Subject, needs: string[]): Promise<void> {
  for (const id of photos) {
    const photo = await tables.get<Photo>("photos", id);
    if (photo) addFile(tables, group, { id, subject, size: photo.blob.size, needs });
  }
}
