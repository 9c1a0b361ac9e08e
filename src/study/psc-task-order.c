/* psc-task-order.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-task-order"

#include "config.h"

#include <string.h>

#include "psc-format.h"
#include "psc-task-order.h"

/* What is not known yet comes last in either direction. */
#define UNKNOWN G_MAXINT64

typedef struct
{
  gint64  key;
  guint32 task;
} Entry;

struct _PscTaskOrder
{
  /* Owned */
  PscRun   *run;
  char     *text;   /* (nullable): folded */
  GString  *folded; /* the name that is being looked at */
  Entry    *entries;
  Entry    *merged; /* room for as many */

  guint     worker;
  guint     outcomes;
  guint     key;
  gboolean  descending;

  guint     n_tasks; /* of the run */
  guint     n_read;  /* of them, looked at */
  guint     n_entries;
  guint     width;   /* of the portions of entries that are in order */
  guint     n_merged; /* entries whose portions are twice as wide already */
};

/* Names are mostly ASCII, where folding is cheap. */
static gboolean
matches_text (PscTaskOrder *self,
              guint         task)
{
  const char *name =
    psc_listing_get_name (psc_run_get_listing (self->run), task);
  g_autofree char *shown = NULL;
  g_autofree char *folded = NULL;

  g_string_truncate (self->folded, 0);
  for (const char *p = name; *p != '\0'; p++)
    {
      if ((guchar) *p >= 0x80)
        {
          shown = psc_format_name (name);
          folded = g_utf8_casefold (shown, -1);

          return strstr (folded, self->text) != NULL;
        }
      g_string_append_c (self->folded, g_ascii_tolower (*p));
    }

  return strstr (self->folded->str, self->text) != NULL;
}

static gboolean
matches (PscTaskOrder *self,
         guint         task)
{
  const PscTaskRecord *record = psc_run_get_task (self->run, task);
  guint worker = record != NULL ? record->worker : 0;
  PscOutcome outcome = record != NULL ? record->outcome : PSC_OUTCOME_NONE;

  if (self->worker != 0 && self->worker != worker)
    return FALSE;
  if (self->outcomes != 0 && !(self->outcomes & PSC_OUTCOME_BIT (outcome)))
    return FALSE;

  return self->text == NULL || matches_text (self, task);
}

static gint64
get_step_time (PscTaskOrder *self,
               guint         task)
{
  const PscStepRecord *step =
    psc_run_get_step (self->run, task, self->key - PSC_TASK_KEY_STEP);

  if (step->start_ns == PSC_NEVER || step->end_ns == PSC_NEVER)
    return UNKNOWN;

  return step->end_ns - step->start_ns;
}

static gint64
get_key (PscTaskOrder *self,
         guint         task)
{
  const PscTaskRecord *record;

  if (self->key == PSC_TASK_KEY_LISTING)
    return task;

  record = psc_run_get_task (self->run, task);
  if (record == NULL)
    return UNKNOWN;

  switch (self->key)
    {
    case PSC_TASK_KEY_WORKER:
      return record->worker != 0 ? record->worker : UNKNOWN;

    case PSC_TASK_KEY_CHUNK:
      return record->chunk != 0 ? record->chunk : UNKNOWN;

    case PSC_TASK_KEY_START:
      return record->start_ns != PSC_NEVER ? record->start_ns : UNKNOWN;

    case PSC_TASK_KEY_TIME:
      return record->start_ns != PSC_NEVER
             ? record->end_ns - record->start_ns : UNKNOWN;

    case PSC_TASK_KEY_OUTCOME:
      return record->outcome;

    default:
      return get_step_time (self, task);
    }
}

static void
read_tasks (PscTaskOrder *self,
            guint         n_tasks)
{
  guint end = self->n_read + MIN (n_tasks, self->n_tasks - self->n_read);

  for (guint task = self->n_read; task < end; task++)
    {
      gint64 key;

      if (!matches (self, task))
        continue;

      key = get_key (self, task);
      self->entries[self->n_entries++] = (Entry) {
        .key = self->descending && key != UNKNOWN ? -key : key,
        .task = task,
      };
    }

  self->n_read = end;
}

/* Merges two neighboring portions.  Of equal keys the left one comes first,
 * so that tasks which are equal stay in the order of the listing. */
static void
merge_pair (PscTaskOrder *self)
{
  guint begin = self->n_merged;
  guint middle = MIN (begin + self->width, self->n_entries);
  guint end = MIN (middle + self->width, self->n_entries);
  guint left = begin, right = middle;

  for (guint i = begin; i < end; i++)
    {
      if (right == end ||
          (left < middle &&
           self->entries[left].key <= self->entries[right].key))
        self->merged[i] = self->entries[left++];
      else
        self->merged[i] = self->entries[right++];
    }

  self->n_merged = end;
}

static void
finish_pass (PscTaskOrder *self)
{
  Entry *entries = self->entries;

  self->entries = self->merged;
  self->merged = entries;
  self->width *= 2;
  self->n_merged = 0;
}

/**
 * psc_task_order_new:
 * @filter: (nullable): which tasks are wanted; copied
 * @key: what they are ordered by, a PscTaskKey
 * @descending: whether the largest comes first
 *
 * Prepares to order the tasks of a run as they are now.  Tasks that are equal
 * stay in the order of the listing; those without a key come last.
 */
PscTaskOrder *
psc_task_order_new (PscRun              *run,
                    const PscTaskFilter *filter,
                    guint                key,
                    gboolean             descending)
{
  PscTaskOrder *self;

  g_return_val_if_fail (PSC_IS_RUN (run), NULL);
  g_return_val_if_fail (key < PSC_TASK_KEY_STEP +
                              psc_run_get_n_steps (run), NULL);

  self = g_new0 (PscTaskOrder, 1);
  self->run = g_object_ref (run);
  self->folded = g_string_new (NULL);
  self->key = key;
  self->descending = descending;
  self->n_tasks = psc_run_get_n_tasks (run);
  self->entries = g_new (Entry, self->n_tasks);
  self->merged = g_new (Entry, self->n_tasks);
  self->width = 1;

  if (filter != NULL)
    {
      if (filter->text != NULL && *filter->text != '\0')
        self->text = g_utf8_casefold (filter->text, -1);
      self->worker = filter->worker;
      self->outcomes = filter->outcomes;
    }

  return self;
}

/**
 * psc_task_order_free:
 *
 * Frees the order, finished or not.
 */
void
psc_task_order_free (PscTaskOrder *self)
{
  g_clear_object (&self->run);
  g_free (self->text);
  g_string_free (self->folded, TRUE);
  g_free (self->entries);
  g_free (self->merged);
  g_free (self);
}

/**
 * psc_task_order_work:
 * @n_tasks: about how many tasks to look at once
 *
 * Does the next portion of the work.  The last ones merge all tasks at once,
 * whatever @n_tasks is, which takes some ten nanoseconds a task.
 *
 * Returns: whether the order has been found
 */
gboolean
psc_task_order_work (PscTaskOrder *self,
                     guint         n_tasks)
{
  guint n_done = 0;

  g_return_val_if_fail (self != NULL, TRUE);

  if (self->n_read < self->n_tasks)
    {
      read_tasks (self, n_tasks);
      if (self->n_read < self->n_tasks)
        return FALSE;

      /* They have been read in the order that is asked for. */
      if (self->key == PSC_TASK_KEY_LISTING && !self->descending)
        self->width = MAX (self->n_entries, 1);
    }

  while (self->width < self->n_entries && n_done < n_tasks)
    {
      n_done += MIN (2 * self->width, self->n_entries - self->n_merged);
      merge_pair (self);
      if (self->n_merged == self->n_entries)
        finish_pass (self);
    }

  return self->width >= self->n_entries;
}

/**
 * psc_task_order_dup_tasks:
 * @n_tasks: (out): how many tasks there are
 *
 * Returns: (transfer full) (nullable): the indices of the tasks in the order
 *   that has been found; free with g_free()
 */
guint32 *
psc_task_order_dup_tasks (PscTaskOrder *self,
                          guint        *n_tasks)
{
  guint32 *tasks;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->n_read == self->n_tasks, NULL);

  tasks = g_new (guint32, self->n_entries);
  for (guint i = 0; i < self->n_entries; i++)
    tasks[i] = self->entries[i].task;
  *n_tasks = self->n_entries;

  return tasks;
}

/**
 * psc_task_filter_clear:
 *
 * Makes a filter that all tasks pass.
 */
void
psc_task_filter_clear (PscTaskFilter *filter)
{
  g_free (filter->text);
  *filter = (PscTaskFilter) { 0 };
}

/**
 * psc_task_filter_copy:
 * @other: (nullable): the filter to copy; %NULL lets all tasks pass
 *
 * Makes @filter the same as @other.
 */
void
psc_task_filter_copy (PscTaskFilter       *filter,
                      const PscTaskFilter *other)
{
  PscTaskFilter copy = { 0 };

  if (other != NULL)
    {
      copy = *other;
      copy.text = g_strdup (other->text);
    }

  psc_task_filter_clear (filter);
  *filter = copy;
}

/**
 * psc_task_filter_equal:
 *
 * Whether the same tasks pass both.
 */
gboolean
psc_task_filter_equal (const PscTaskFilter *filter,
                       const PscTaskFilter *other)
{
  const char *text = filter->text != NULL ? filter->text : "";
  const char *other_text = other->text != NULL ? other->text : "";

  return filter->worker == other->worker &&
         filter->outcomes == other->outcomes &&
         g_str_equal (text, other_text);
}

/**
 * psc_task_filter_is_empty:
 *
 * Whether all tasks pass.
 */
gboolean
psc_task_filter_is_empty (const PscTaskFilter *filter)
{
  const PscTaskFilter none = { 0 };

  return psc_task_filter_equal (filter, &none);
}
