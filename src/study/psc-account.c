/* psc-account.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-account"

#include "config.h"

#include <math.h>
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

/* An account, and the stretch of the run that counts for it. */
typedef struct
{
  PscAccount *account;
  gint64      begin_ns;
  gint64      end_ns;
} Window;

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

/* How much of a stretch counts. */
static gint64
clip (const Window *window,
      gint64        begin_ns,
      gint64        end_ns)
{
  return MIN (end_ns, window->end_ns) - MAX (begin_ns, window->begin_ns);
}

static void
add_part (Window      *window,
          PscPartKind  kind,
          guint        step,
          gint64       begin_ns,
          gint64       end_ns)
{
  gint64 length_ns = clip (window, begin_ns, end_ns);

  if (length_ns <= 0)
    return;

  window->account->parts_ns[kind] += length_ns;
  window->account->total_ns += length_ns;
  if (kind == PSC_PART_STEP)
    window->account->steps_ns[step] += length_ns;
}

/* Adds the gap in front of the task at the cursor, or behind the last one. */
static void
add_gap (Window     *window,
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
      add_part (window, parts[i].kind, 0, parts[i].begin_ns, parts[i].end_ns);
      cursor->cursor_ns = parts[i].end_ns;
    }
}

/* A task that ends at the moment when a window does has run within it.  So has
 * one that ends when the run begins: no window is before. */
static void
count_task (Window              *window,
            const PscTaskRecord *task)
{
  gint64 length_ns;

  if (task->start_ns == PSC_NEVER || task->end_ns == PSC_NEVER)
    return;

  length_ns = clip (window, task->start_ns, task->end_ns);
  if (length_ns > 0)
    window->account->cumulated_ns += length_ns;
  if (task->end_ns <= window->end_ns &&
      (task->end_ns > window->begin_ns || window->begin_ns <= 0))
    window->account->n_run++;
}

/* Adds the task at the cursor and moves the cursor behind it. */
static void
add_task (Window     *window,
          PscRun     *run,
          guint       index,
          LaneCursor *cursor,
          gint64      wall_ns)
{
  const PscTaskRecord *task = psc_run_get_task (run, index);
  guint n_steps = psc_run_get_n_steps (run);
  const PscStepRecord *steps = psc_run_get_step (run, index, 0);
  gint64 task_end_ns = MIN (task->end_ns, wall_ns);

  for (guint i = 0; i < n_steps; i++)
    {
      const PscStepRecord *step = &steps[i];
      gint64 begin_ns, end_ns;

      /* The worker may have died in the step: then nobody saw its end. */
      end_ns = step->end_ns != PSC_NEVER ? step->end_ns : task_end_ns;
      begin_ns = MAX (step->start_ns, cursor->cursor_ns);
      end_ns = MIN (end_ns, task_end_ns);
      if (step->start_ns == PSC_NEVER || end_ns <= begin_ns)
        continue;

      add_part (window, PSC_PART_INSIDE, 0, cursor->cursor_ns, begin_ns);
      add_part (window, PSC_PART_STEP, i, begin_ns, end_ns);
      cursor->cursor_ns = end_ns;
    }

  if (task_end_ns > cursor->cursor_ns)
    {
      add_part (window, PSC_PART_INSIDE, 0, cursor->cursor_ns, task_end_ns);
      cursor->cursor_ns = task_end_ns;
    }

  count_task (window, task);
  cursor->position++;
}

/* Adds the lane's tasks from the cursor on, as far as they count.  With
 * @settled_only it stops in front of a task that reaches beyond the wall time:
 * how much of such a task counts changes when the wall time does. */
static void
add_tasks (Window     *window,
           PscRun     *run,
           guint       lane,
           LaneCursor *cursor,
           gint64      wall_ns,
           gboolean    settled_only)
{
  guint n_tasks;
  const guint32 *tasks = psc_run_get_lane_tasks (run, lane, &n_tasks);

  while (cursor->position < n_tasks && cursor->cursor_ns <= window->end_ns)
    {
      guint index = tasks[cursor->position];
      const PscTaskRecord *task = psc_run_get_task (run, index);

      if (settled_only && MAX (task->start_ns, task->end_ns) > wall_ns)
        break;

      add_gap (window, run, lane, cursor, wall_ns);
      add_task (window, run, index, cursor, wall_ns);
    }
}

/* Puts the cursor behind the lane's last task that ended before the window, or
 * as it began. */
static void
seek (const Window *window,
      PscRun       *run,
      guint         lane,
      LaneCursor   *cursor)
{
  guint begin = 0, end;
  const guint32 *tasks = psc_run_get_lane_tasks (run, lane, &end);

  while (window->begin_ns > 0 && begin < end)
    {
      guint middle = begin + (end - begin) / 2;

      if (psc_run_get_task (run, tasks[middle])->end_ns <= window->begin_ns)
        begin = middle + 1;
      else
        end = middle;
    }

  *cursor = (LaneCursor) { 0, 0 };
  if (window->begin_ns > 0 && begin > 0)
    {
      cursor->position = begin;
      cursor->cursor_ns =
        MAX (psc_run_get_task (run, tasks[begin - 1])->end_ns, 0);
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
  Window settled = { &self->settled, G_MININT64, G_MAXINT64 };
  Window window = { account, G_MININT64, G_MAXINT64 };
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
    add_tasks (&settled, self->run, i, &self->lanes[i], wall_ns, TRUE);

  *account = self->settled;
  for (guint i = 0; i < n_lanes; i++)
    {
      LaneCursor cursor = self->lanes[i];

      add_tasks (&window, self->run, i, &cursor, wall_ns, FALSE);
      add_gap (&window, self->run, i, &cursor, wall_ns);
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
 * psc_account_read_window:
 * @run: a run
 * @wall_ns: its end so far, as psc_run_get_wall_ns() gives it
 * @begin_ns: the beginning of a stretch of the run
 * @end_ns: its end, which is outside
 * @account: (out caller-allocates): where the area n_lanes x (@end_ns -
 *   @begin_ns) went; the time of tasks within the stretch, and how many ended
 *   in it
 *
 * Reads the account of a stretch, by the same rules as that of the whole run:
 * the accounts of stretches side by side add up to the account of all of them.
 * What lies outside of the run does not count.  It looks at the tasks in the
 * stretch alone.
 */
void
psc_account_read_window (PscRun     *run,
                         gint64      wall_ns,
                         gint64      begin_ns,
                         gint64      end_ns,
                         PscAccount *account)
{
  Window window = { account, MAX (begin_ns, 0), MIN (end_ns, wall_ns) };

  g_return_if_fail (PSC_IS_RUN (run));
  g_return_if_fail (account != NULL);

  *account = (PscAccount) { 0, };
  if (window.begin_ns >= window.end_ns)
    return;

  for (guint i = 0; i < psc_run_get_n_lanes (run); i++)
    {
      LaneCursor cursor;

      seek (&window, run, i, &cursor);
      add_tasks (&window, run, i, &cursor, wall_ns, FALSE);
      add_gap (&window, run, i, &cursor, wall_ns);
    }
}

/**
 * psc_account_get_part_ns:
 * @part: a part, as psc_part_id() gives it
 *
 * Returns: the time that went into it
 */
gint64
psc_account_get_part_ns (const PscAccount *account,
                         guint             part)
{
  guint step;

  g_return_val_if_fail (account != NULL, 0);
  g_return_val_if_fail (part < PSC_N_PART_KINDS + PSC_MAX_STEPS, 0);

  return psc_part_id_get_step (part, &step) ? account->steps_ns[step]
                                            : account->parts_ns[part];
}

/**
 * psc_account_get_occupancy:
 *
 * Returns: the share of the area in which a lane had a task, or %NAN where
 *   there is no area
 */
double
psc_account_get_occupancy (const PscAccount *account)
{
  g_return_val_if_fail (account != NULL, NAN);

  if (account->total_ns == 0)
    return NAN;

  return (double) (account->parts_ns[PSC_PART_STEP] +
                   account->parts_ns[PSC_PART_INSIDE]) /
         (double) account->total_ns;
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
