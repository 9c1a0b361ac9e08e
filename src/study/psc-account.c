/* psc-account.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-account"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "psc-account.h"

/* A stretch of a lane in which no task ran and, as they are found, its
 * parts.  Each part begins where the one before ended, so that whatever the
 * record says they cover the stretch exactly. */
typedef struct
{
  PscPart *parts;
  guint    n_parts;
  gint64   cursor_ns;
  gint64   end_ns;
} Gap;

/* How far a lane has been read: so many tasks, up to this moment. */
typedef struct
{
  guint  position;
  gint64 cursor_ns;
} LaneCursor;

struct _PscAccountReader
{
  /* Owned */
  PscRun     *run;
  LaneCursor *lanes;

  PscAccount  settled; /* of the tasks behind the cursors */
};

static void
gap_extend (Gap         *gap,
            PscPartKind  kind,
            gint64       until_ns)
{
  until_ns = MIN (until_ns, gap->end_ns);
  if (until_ns <= gap->cursor_ns)
    return;

  if (gap->n_parts > 0 && gap->parts[gap->n_parts - 1].kind == kind)
    {
      gap->parts[gap->n_parts - 1].end_ns = until_ns;
    }
  else
    {
      g_assert (gap->n_parts < PSC_MAX_GAP_PARTS);
      gap->parts[gap->n_parts++] =
        (PscPart) { gap->cursor_ns, until_ns, kind };
    }

  gap->cursor_ns = until_ns;
}

/* The number of the first worker of the lane that became ready, or 0. */
static guint
find_first_ready (PscRun *run,
                  guint   lane)
{
  guint n_workers;
  const guint32 *workers = psc_run_get_lane_workers (run, lane, &n_workers);

  for (guint i = 0; i < n_workers; i++)
    if (psc_run_get_worker (run, workers[i])->ready_ns != PSC_NEVER)
      return workers[i] + 1;

  return 0;
}

/* The number of the last worker of the lane that became ready; not one before
 * @current, so that few are looked at. */
static guint
find_last_ready (PscRun *run,
                 guint   lane,
                 guint   current)
{
  guint n_workers;
  const guint32 *workers = psc_run_get_lane_workers (run, lane, &n_workers);

  for (guint i = n_workers; i > 0; i--)
    if (workers[i - 1] + 1 == current ||
        psc_run_get_worker (run, workers[i - 1])->ready_ns != PSC_NEVER)
      return workers[i - 1] + 1;

  return current;
}

/* Brings the gap to the moment when worker @number was ready. */
static void
extend_to_worker (Gap         *gap,
                  PscRun      *run,
                  PscPartKind  kind,
                  guint        number)
{
  if (number != 0 && number <= psc_run_get_n_workers (run))
    gap_extend (gap, kind, psc_run_get_worker (run, number - 1)->ready_ns);
}

/* The stretch behind the lane's last task, with no other in hand. */
static void
extend_to_end (Gap    *gap,
               PscRun *run,
               guint   lane,
               guint   current)
{
  gint64 dry_ns = psc_run_get_dry_ns (run);
  gint64 down_ns = psc_run_get_lane_down_ns (run, lane);
  gint64 waited_ns = dry_ns != PSC_NEVER ? dry_ns : gap->end_ns;
  gboolean is_down = down_ns != PSC_NEVER && down_ns < waited_ns;
  PscPartKind waiting = PSC_PART_HANDOVER;
  guint n_workers;
  const guint32 *workers = psc_run_get_lane_workers (run, lane, &n_workers);
  guint newest = find_last_ready (run, lane, current);

  if (newest != current)
    extend_to_worker (gap, run, PSC_PART_RESTART, newest);

  if (is_down)
    waited_ns = down_ns;
  if (current == 0 || n_workers == 0)
    {
      waiting = PSC_PART_START;
    }
  else
    {
      const PscWorkerRecord *last =
        psc_run_get_worker (run, workers[n_workers - 1]);

      if (last->ready_ns == PSC_NEVER ||
          (last->ended_ns != PSC_NEVER && last->ended_ns < waited_ns))
        waiting = PSC_PART_RESTART;
    }

  gap_extend (gap, waiting, waited_ns);
  gap_extend (gap, is_down ? PSC_PART_DOWN : PSC_PART_TAIL, gap->end_ns);
}

/* Finds the parts of the stretch from @begin_ns to the lane's task at
 * @position, or to @wall_ns. */
static guint
read_gap_from (PscRun  *run,
               guint    lane,
               guint    position,
               gint64   begin_ns,
               gint64   wall_ns,
               PscPart *parts)
{
  Gap gap = { parts, 0, begin_ns, wall_ns };
  guint n_tasks, held;
  const guint32 *tasks = psc_run_get_lane_tasks (run, lane, &n_tasks);
  gboolean is_held = FALSE;
  gint64 held_ns;
  guint current;
  guint next = 0;

  current = position > 0
            ? psc_run_get_task (run, tasks[position - 1])->worker
            : find_first_ready (run, lane);

  if (position < n_tasks)
    {
      const PscTaskRecord *task = psc_run_get_task (run, tasks[position]);

      gap.end_ns = MIN (task->start_ns, wall_ns);
      next = task->worker;
    }
  else if (psc_run_get_in_hand (run, lane, &held, &held_ns) &&
           psc_run_get_task (run, held) == NULL)
    {
      gap.end_ns = MIN (held_ns, wall_ns);
      next = find_last_ready (run, lane, current);
      is_held = TRUE;
    }

  if (position == 0)
    extend_to_worker (&gap, run, PSC_PART_START, current);

  if (position == n_tasks && !is_held)
    {
      extend_to_end (&gap, run, lane, current);
      return gap.n_parts;
    }

  if (next != current)
    extend_to_worker (&gap, run, PSC_PART_RESTART, next);
  gap_extend (&gap, current != 0 ? PSC_PART_HANDOVER : PSC_PART_START,
              gap.end_ns);

  gap.end_ns = wall_ns;
  if (is_held)
    gap_extend (&gap, PSC_PART_INSIDE, wall_ns);

  return gap.n_parts;
}

static void
add_part (PscAccount  *account,
          PscPartKind  kind,
          gint64       length_ns)
{
  account->parts_ns[kind] += length_ns;
  account->total_ns += length_ns;
}

/* Adds the gap in front of the task at the cursor, or behind the last one. */
static void
add_gap (PscAccount *account,
         PscRun     *run,
         guint       lane,
         LaneCursor *cursor,
         gint64      wall_ns)
{
  PscPart parts[PSC_MAX_GAP_PARTS];
  guint n_parts;

  n_parts = read_gap_from (run, lane, cursor->position, cursor->cursor_ns,
                           wall_ns, parts);
  for (guint i = 0; i < n_parts; i++)
    {
      add_part (account, parts[i].kind, parts[i].end_ns - parts[i].begin_ns);
      cursor->cursor_ns = parts[i].end_ns;
    }
}

/* Adds the task at the cursor and moves the cursor behind it. */
static void
add_task (PscAccount *account,
          PscRun     *run,
          guint       index,
          LaneCursor *cursor,
          gint64      wall_ns)
{
  const PscTaskRecord *task = psc_run_get_task (run, index);
  gint64 task_end_ns = MIN (task->end_ns, wall_ns);

  for (guint i = 0; i < psc_run_get_n_steps (run); i++)
    {
      const PscStepRecord *step = psc_run_get_step (run, index, i);
      gint64 begin_ns, end_ns;

      /* The worker may have died in the step: then nobody saw its end. */
      end_ns = step->end_ns != PSC_NEVER ? step->end_ns : task_end_ns;
      begin_ns = MAX (step->start_ns, cursor->cursor_ns);
      end_ns = MIN (end_ns, task_end_ns);
      if (step->start_ns == PSC_NEVER || end_ns <= begin_ns)
        continue;

      add_part (account, PSC_PART_INSIDE, begin_ns - cursor->cursor_ns);
      add_part (account, PSC_PART_STEP, end_ns - begin_ns);
      account->steps_ns[i] += end_ns - begin_ns;
      cursor->cursor_ns = end_ns;
    }

  if (task_end_ns > cursor->cursor_ns)
    {
      add_part (account, PSC_PART_INSIDE, task_end_ns - cursor->cursor_ns);
      cursor->cursor_ns = task_end_ns;
    }

  if (task->start_ns != PSC_NEVER && task->end_ns != PSC_NEVER)
    {
      account->cumulated_ns += task->end_ns - task->start_ns;
      account->n_run++;
    }

  cursor->position++;
}

/* Adds the lane's tasks from the cursor on.  With @settled_only it stops in
 * front of a task that reaches beyond the wall time: how much of such a task
 * counts changes when the wall time does. */
static void
add_tasks (PscAccount *account,
           PscRun     *run,
           guint       lane,
           LaneCursor *cursor,
           gint64      wall_ns,
           gboolean    settled_only)
{
  guint n_tasks;
  const guint32 *tasks = psc_run_get_lane_tasks (run, lane, &n_tasks);

  while (cursor->position < n_tasks)
    {
      guint index = tasks[cursor->position];
      const PscTaskRecord *task = psc_run_get_task (run, index);

      if (settled_only && MAX (task->start_ns, task->end_ns) > wall_ns)
        break;

      add_gap (account, run, lane, cursor, wall_ns);
      add_task (account, run, index, cursor, wall_ns);
    }
}

/**
 * psc_account_reader_new:
 * @run: the run whose account is to be read
 *
 * Returns: (transfer full): a reader that has read nothing yet
 */
PscAccountReader *
psc_account_reader_new (PscRun *run)
{
  PscAccountReader *self;

  g_return_val_if_fail (PSC_IS_RUN (run), NULL);

  self = g_new0 (PscAccountReader, 1);
  self->run = g_object_ref (run);
  self->lanes = g_new0 (LaneCursor, psc_run_get_n_lanes (run));

  return self;
}

/**
 * psc_account_reader_free:
 *
 * Frees the reader.
 */
void
psc_account_reader_free (PscAccountReader *self)
{
  g_object_unref (self->run);
  g_free (self->lanes);
  g_free (self);
}

/**
 * psc_account_reader_read:
 * @wall_ns: the end of the run so far, as psc_run_get_wall_ns() gives it
 * @account: (out caller-allocates): where the area n_lanes x @wall_ns went
 *
 * Reads the account.  Only tasks that came in since the last call cost time,
 * unless @wall_ns has gone back.
 */
void
psc_account_reader_read (PscAccountReader *self,
                         gint64            wall_ns,
                         PscAccount       *account)
{
  guint n_lanes;

  g_return_if_fail (self != NULL);
  g_return_if_fail (account != NULL);

  n_lanes = psc_run_get_n_lanes (self->run);
  wall_ns = MAX (wall_ns, 0);

  for (guint i = 0; i < n_lanes; i++)
    {
      if (self->lanes[i].cursor_ns > wall_ns)
        {
          memset (self->lanes, 0, n_lanes * sizeof (LaneCursor));
          self->settled = (PscAccount) { 0, };
          break;
        }
    }

  for (guint i = 0; i < n_lanes; i++)
    add_tasks (&self->settled, self->run, i, &self->lanes[i], wall_ns, TRUE);

  *account = self->settled;
  for (guint i = 0; i < n_lanes; i++)
    {
      LaneCursor cursor = self->lanes[i];

      add_tasks (account, self->run, i, &cursor, wall_ns, FALSE);
      add_gap (account, self->run, i, &cursor, wall_ns);
    }
}

/**
 * psc_account_read:
 * @run: a run
 * @wall_ns: its end so far, as psc_run_get_wall_ns() gives it
 * @account: (out caller-allocates): where the area n_lanes x @wall_ns went
 *
 * Reads the account once; see psc_account_reader_new() for a run that goes on.
 */
void
psc_account_read (PscRun     *run,
                  gint64      wall_ns,
                  PscAccount *account)
{
  g_autoptr (PscAccountReader) reader = psc_account_reader_new (run);

  psc_account_reader_read (reader, wall_ns, account);
}

/**
 * psc_account_read_gap:
 * @run: a run
 * @lane: the lane's index, from 0
 * @position: which gap: the one in front of the task that stands there in
 *   psc_run_get_lane_tasks(), or behind the last task
 * @wall_ns: the end of the run so far
 * @parts: (out caller-allocates) (array length=PSC_MAX_GAP_PARTS): the parts,
 *   in order, each beginning where the one before ended
 *
 * Says what a blank stretch of a lane is.  A task that the lane has in hand
 * counts to the gap behind the last one, as %PSC_PART_INSIDE.  It looks at the
 * gap's neighbors alone, whatever the number of tasks.
 *
 * Returns: how many parts there are; 0 when there is no gap
 */
guint
psc_account_read_gap (PscRun  *run,
                      guint    lane,
                      guint    position,
                      gint64   wall_ns,
                      PscPart *parts)
{
  const guint32 *tasks;
  guint n_tasks;
  gint64 begin_ns = 0;

  g_return_val_if_fail (PSC_IS_RUN (run), 0);
  g_return_val_if_fail (lane < psc_run_get_n_lanes (run), 0);
  g_return_val_if_fail (parts != NULL, 0);

  tasks = psc_run_get_lane_tasks (run, lane, &n_tasks);
  g_return_val_if_fail (position <= n_tasks, 0);

  if (position > 0)
    begin_ns = psc_run_get_task (run, tasks[position - 1])->end_ns;

  return read_gap_from (run, lane, position, MAX (begin_ns, 0), wall_ns,
                        parts);
}

/**
 * psc_part_kind_to_string:
 *
 * Returns: (transfer none): the part's name in documents
 */
const char *
psc_part_kind_to_string (PscPartKind kind)
{
  switch (kind)
    {
    case PSC_PART_START:
      return "start";

    case PSC_PART_STEP:
      return "step";

    case PSC_PART_INSIDE:
      return "inside";

    case PSC_PART_HANDOVER:
      return "handover";

    case PSC_PART_RESTART:
      return "restart";

    case PSC_PART_DOWN:
      return "down";

    case PSC_PART_TAIL:
      return "tail";

    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * psc_part_kind_get_label:
 *
 * Returns: (transfer none): the part's name for the user
 */
const char *
psc_part_kind_get_label (PscPartKind kind)
{
  switch (kind)
    {
    case PSC_PART_START:
      return C_("part of a lane", "start");

    case PSC_PART_STEP:
      return C_("part of a lane", "step");

    case PSC_PART_INSIDE:
      return C_("part of a lane", "inside a task");

    case PSC_PART_HANDOVER:
      return C_("part of a lane", "hand-over");

    case PSC_PART_RESTART:
      return C_("part of a lane", "restart");

    case PSC_PART_DOWN:
      return C_("part of a lane", "down");

    case PSC_PART_TAIL:
      return C_("part of a lane", "tail");

    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * psc_part_kind_explain:
 *
 * Returns: (transfer none): a sentence that says what the part is
 */
const char *
psc_part_kind_explain (PscPartKind kind)
{
  switch (kind)
    {
    case PSC_PART_START:
      return _("The worker was not ready yet.");

    case PSC_PART_STEP:
      return _("The worker was in a step of a file.");

    case PSC_PART_INSIDE:
      return _("The worker had a file in hand, between two steps or in a step "
               "that has not ended.");

    case PSC_PART_HANDOVER:
      return _("The worker was ready and waited for a file.");

    case PSC_PART_RESTART:
      return _("The worker was gone and the next one not ready yet.");

    case PSC_PART_DOWN:
      return _("No worker came any more.");

    case PSC_PART_TAIL:
      return _("No file was left for this worker.");

    default:
      g_return_val_if_reached (NULL);
    }
}
