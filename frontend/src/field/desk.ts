/* What every screen has at hand: the person, the storage, the pack, the sender. */
import type { Draft } from "./drafts";
import type { Desk } from "./handing";
import type { KeptPack } from "./pack";
import { inspectionOf, tasksOf } from "./pack";
import type { Who } from "./person";
import type { Sender } from "./sending";
import { StorageFull, type Store } from "./store";
import { giveUpThumbs } from "./thumbs";
import type { Inspection, Tasks } from "./wire";
import { t } from "./words";

export class Room {
  kept: KeptPack | undefined;
  /** Others' work on this phone that was not sent. */
  others = 0;
  /** Drafts as they are on the screen: two quick taps write into the same one. */
  private readonly open = new Map<string, Draft>();

  constructor(
    readonly who: Who,
    readonly store: Store,
    readonly desk: Desk,
    readonly sender: Sender,
    readonly say: (words: string, urgent?: boolean) => void,
    readonly redraw: () => void,
  ) {}

  get inspection(): Inspection {
    return inspectionOf(this.kept?.pack);
  }

  get tasks(): Tasks {
    return tasksOf(this.kept?.pack);
  }

  async draft<T extends Draft>(id: string): Promise<T | undefined> {
    const known = this.open.get(id) ?? (await this.store.get<T>("drafts", id));
    return known && (this.opened(known) as T);
  }

  async drafts(): Promise<Draft[]> {
    return (await this.store.all<Draft>("drafts")).map((one) => this.opened(one));
  }

  /** The same draft for every screen that shows it. */
  opened<T extends Draft>(draft: T): T {
    const known = this.open.get(draft.id);
    if (known) return known as T;
    this.open.set(draft.id, draft);
    return draft;
  }

  /** What another tab or the queue may have changed is read anew. */
  forget(): void {
    this.open.clear();
  }

  /** Hand in: from now on the draft is the queue's. */
  async hand(act: () => Promise<void>): Promise<boolean> {
    const done = await this.guarded(act);
    this.forget();
    return done;
  }

  /** Written at once; where it could not be, the person is told and nothing is lost on the screen. */
  async keep(draft: Draft): Promise<boolean> {
    this.open.set(draft.id, draft);
    return this.guarded(() => this.store.put("drafts", draft));
  }

  async guarded(act: () => Promise<unknown>, whenFull = t("手机存满了，这一步没有存下。先上传，或清出空间，再做一次。")): Promise<boolean> {
    try {
      await this.roomy(act);
      return true;
    } catch (error) {
      const full = error instanceof StorageFull;
      this.say(full ? whenFull : t("没有存下，屏幕上填的还在。手机可能存满了：清出空间，再做一次。"), true);
      return false;
    }
  }

  /** A full phone gives up others' small pictures first, then tries once more. */
  private async roomy(act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof StorageFull) || !(await giveUpThumbs(this.store))) throw error;
      await act();
    }
  }
}
