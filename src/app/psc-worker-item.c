/* psc-worker-item.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-worker-item"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-format.h"
#include "psc-outcome.h"
#include "psc-silence.h"
#include "psc-worker-item.h"

struct _PscWorkerItem
{
  GObject         parent_instance;

  /* Owned */
  char           *message; /* the worker's last words, if any */
  char           *silences; /* when it gave no sign, a line for each */

  guint           index;
  PscWorkerRecord record;  /* without its message */
  PscLoad         load;
  gint64          present_ns;
};

G_DEFINE_FINAL_TYPE (PscWorkerItem, psc_worker_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
psc_worker_item_finalize (GObject *object)
{
  PscWorkerItem *self = PSC_WORKER_ITEM (object);

  g_free (self->message);
  g_free (self->silences);

  G_OBJECT_CLASS (psc_worker_item_parent_class)->finalize (object);
}

static void
psc_worker_item_class_init (PscWorkerItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = psc_worker_item_finalize;

  signals[CHANGED] = g_signal_new ("changed", PSC_TYPE_WORKER_ITEM,
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
psc_worker_item_init (PscWorkerItem *self)
{
}

/**
 * psc_worker_item_new:
 * @workload: what the workers of @run have done
 * @index: the worker's index in @run, from 0
 *
 * Makes the row of one worker.
 */
PscWorkerItem *
psc_worker_item_new (PscRun      *run,
                     PscWorkload *workload,
                     guint        index)
{
  PscWorkerItem *self = g_object_new (PSC_TYPE_WORKER_ITEM, NULL);

  self->index = index;
  psc_worker_item_update (self, run, workload);

  return self;
}

/**
 * psc_worker_item_update:
 * @workload: what the workers of @run have done
 *
 * Takes over what is known of the worker now.
 */
void
psc_worker_item_update (PscWorkerItem *self,
                        PscRun        *run,
                        PscWorkload   *workload)
{
  g_return_if_fail (PSC_IS_WORKER_ITEM (self));

  self->record = *psc_run_get_worker (run, self->index);
  self->load = *psc_workload_get_load (workload, self->index);
  self->present_ns = psc_workload_get_present_ns (workload, self->index);
  g_free (self->message);
  self->message = g_strdup (self->record.message);
  self->record.message = NULL;
  g_free (self->silences);
  self->silences =
    psc_silence_dup_list (run, self->record.lane - 1, self->record.requested_ns,
                          self->record.ended_ns != PSC_NEVER
                          ? self->record.ended_ns : G_MAXINT64);

  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * psc_worker_item_get_index:
 *
 * The worker's index in the run, from 0.
 */
guint
psc_worker_item_get_index (PscWorkerItem *self)
{
  g_return_val_if_fail (PSC_IS_WORKER_ITEM (self), 0);

  return self->index;
}

static gint64
get_start_up_ns (PscWorkerItem *self)
{
  return self->record.ready_ns != PSC_NEVER
         ? self->record.ready_ns - self->record.requested_ns : PSC_NEVER;
}

static double
get_share (PscWorkerItem *self)
{
  return self->present_ns > 0
         ? (double) self->load.busy_ns / (double) self->present_ns : 0.;
}

static char *
dup_ended (const PscWorkerRecord *record)
{
  if (record->kind == PSC_WORKER_THREAD)
    return g_strdup (_("returned"));
  if (record->signal != 0)
    return psc_signal_dup_name (record->signal);
  if (record->exit_code >= 0)
    return g_strdup_printf (_("exit status %d"), record->exit_code);

  return g_strdup (_("did not start"));
}

static char *
dup_end (PscWorkerItem *self)
{
  const PscWorkerRecord *record = &self->record;
  g_autofree char *ended = NULL;

  if (record->ended_ns == PSC_NEVER && record->ready_ns == PSC_NEVER)
    return g_strdup (_("starting"));
  if (record->ended_ns == PSC_NEVER && record->silent_ns != PSC_NEVER)
    return g_strdup (_("does not answer"));

  ended = record->ended_ns != PSC_NEVER ? dup_ended (record) : g_strdup ("");
  if (*self->silences == '\0' || record->silent_ns != PSC_NEVER)
    return g_steal_pointer (&ended);
  if (*ended == '\0')
    return g_strdup (_("silent for a while"));

  /* Translators: how a worker ended. */
  return g_strdup_printf (_("silent for a while, %s"), ended);
}

static char *
dup_duration (gint64 time_ns)
{
  return time_ns != PSC_NEVER ? psc_format_duration (time_ns) : g_strdup ("");
}

/**
 * psc_worker_item_dup_text:
 *
 * Returns: (transfer full): what a cell shows, empty where there is nothing
 *   to tell yet
 */
char *
psc_worker_item_dup_text (PscWorkerItem   *self,
                          PscWorkerColumn  column)
{
  g_return_val_if_fail (PSC_IS_WORKER_ITEM (self), NULL);

  switch (column)
    {
    case PSC_WORKER_COLUMN_NUMBER:
      return g_strdup_printf ("%u", self->index + 1);

    case PSC_WORKER_COLUMN_LANE:
      return g_strdup_printf ("%u", self->record.lane);

    case PSC_WORKER_COLUMN_ID:
      return self->record.id != 0
             ? g_strdup_printf ("%" G_GINT64_FORMAT, self->record.id)
             : g_strdup ("");

    case PSC_WORKER_COLUMN_REQUESTED:
      return dup_duration (self->record.requested_ns);

    case PSC_WORKER_COLUMN_START_UP:
      return dup_duration (get_start_up_ns (self));

    case PSC_WORKER_COLUMN_FILES:
      return psc_format_count (self->load.n_tasks);

    case PSC_WORKER_COLUMN_CHUNKS:
      return psc_format_count (self->load.n_chunks);

    case PSC_WORKER_COLUMN_BUSY:
      return self->present_ns > 0 ? psc_format_percent (get_share (self))
                                  : g_strdup ("");

    case PSC_WORKER_COLUMN_ENDED:
      return dup_duration (self->record.ended_ns);

    case PSC_WORKER_COLUMN_END:
    default:
      return dup_end (self);
    }
}

/* When it gave no sign, and what it said last. */
static char *
dup_events (PscWorkerItem *self)
{
  gboolean is_silent = *self->silences != '\0';
  g_autofree char *message = NULL;

  if (self->message == NULL)
    return is_silent ? g_strdup (self->silences) : NULL;

  message = psc_format_name (self->message);

  return is_silent ? g_strdup_printf ("%s\n%s", self->silences, message)
                   : g_steal_pointer (&message);
}

/**
 * psc_worker_item_dup_explanation:
 *
 * Returns: (transfer full) (nullable): what a cell does not say, in words
 */
char *
psc_worker_item_dup_explanation (PscWorkerItem   *self,
                                 PscWorkerColumn  column)
{
  g_return_val_if_fail (PSC_IS_WORKER_ITEM (self), NULL);

  if (column == PSC_WORKER_COLUMN_BUSY && self->present_ns > 0)
    {
      g_autofree char *busy = psc_format_duration (self->load.busy_ns);
      g_autofree char *present = psc_format_duration (self->present_ns);

      return g_strdup_printf (_("With a file for %s of the %s from ready to "
                                "the end"), busy, present);
    }

  return column == PSC_WORKER_COLUMN_END ? dup_events (self) : NULL;
}

static int
compare (gint64 a,
         gint64 b)
{
  return (a > b) - (a < b);
}

/**
 * psc_worker_item_compare:
 *
 * Returns: below, above or equal to 0, as @a stands before, behind or beside
 *   @b in an ascending order by @column
 */
int
psc_worker_item_compare (PscWorkerItem   *a,
                         PscWorkerItem   *b,
                         PscWorkerColumn  column)
{
  g_autofree char *text_a = NULL;
  g_autofree char *text_b = NULL;

  g_return_val_if_fail (PSC_IS_WORKER_ITEM (a), 0);
  g_return_val_if_fail (PSC_IS_WORKER_ITEM (b), 0);

  switch (column)
    {
    case PSC_WORKER_COLUMN_NUMBER:
      return compare (a->index, b->index);

    case PSC_WORKER_COLUMN_LANE:
      return compare (a->record.lane, b->record.lane);

    case PSC_WORKER_COLUMN_ID:
      return compare (a->record.id, b->record.id);

    case PSC_WORKER_COLUMN_REQUESTED:
      return compare (a->record.requested_ns, b->record.requested_ns);

    case PSC_WORKER_COLUMN_START_UP:
      return compare (get_start_up_ns (a), get_start_up_ns (b));

    case PSC_WORKER_COLUMN_FILES:
      return compare (a->load.n_tasks, b->load.n_tasks);

    case PSC_WORKER_COLUMN_CHUNKS:
      return compare (a->load.n_chunks, b->load.n_chunks);

    case PSC_WORKER_COLUMN_BUSY:
      return (get_share (a) > get_share (b)) - (get_share (a) < get_share (b));

    case PSC_WORKER_COLUMN_ENDED:
      return compare (a->record.ended_ns, b->record.ended_ns);

    case PSC_WORKER_COLUMN_END:
    default:
      text_a = dup_end (a);
      text_b = dup_end (b);
      return g_utf8_collate (text_a, text_b);
    }
}
