/* psc-task-item.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-task-item"

#include "config.h"

#include <math.h>
#include <string.h>

#include "psc-format.h"
#include "psc-run-label.h"
#include "psc-task-item.h"

struct _PscTaskItem
{
  GObject  parent_instance;

  /* Owned */
  PscRun  *run;

  guint    index;
  guint    ended : 1; /* its outcome has been told */
};

G_DEFINE_FINAL_TYPE (PscTaskItem, psc_task_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* In a cell the columns of a tool's output only take room. */
static char *
dup_squeezed (const char *line)
{
  g_auto (GStrv) words = g_strsplit_set (line, " \t", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                                words[i]);
    }

  return psc_format_name (text->str);
}

/* The first line of what a command wrote, without the path of the file, which
 * the row names already: "file" writes it first, "wc" last. */
static char *
dup_first_line (PscTaskItem     *self,
                const PscOutput *output)
{
  PscListing *listing = psc_run_get_listing (self->run);
  g_autofree char *path = psc_listing_dup_path (listing, self->index);
  gsize path_length = strlen (path);
  const char *begin = output->data;
  const char *end = begin + output->stdout_length;
  const char *newline;
  g_autofree char *line = NULL;

  if (output->stdout_length > path_length &&
      memcmp (begin, path, path_length) == 0 && begin[path_length] == ':')
    begin += path_length + 1;

  newline = memchr (begin, '\n', (gsize) (end - begin));
  if (newline != NULL)
    end = newline;

  line = g_strndup (begin, (gsize) (end - begin));
  if (g_str_has_suffix (line, path) && strlen (line) > path_length)
    line[strlen (line) - path_length] = '\0';

  return dup_squeezed (line);
}

static char *
dup_value (double value)
{
  return isnan (value) ? g_strdup ("") : psc_format_value (value);
}

static void
psc_task_item_finalize (GObject *object)
{
  PscTaskItem *self = PSC_TASK_ITEM (object);

  g_clear_object (&self->run);

  G_OBJECT_CLASS (psc_task_item_parent_class)->finalize (object);
}

static void
psc_task_item_class_init (PscTaskItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = psc_task_item_finalize;

  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
psc_task_item_init (PscTaskItem *self)
{
}

/**
 * psc_task_item_new:
 * @index: the task's index in @run, from 0
 *
 * Makes the row of one task.
 */
PscTaskItem *
psc_task_item_new (PscRun *run,
                   guint   index)
{
  PscTaskItem *self = g_object_new (PSC_TYPE_TASK_ITEM, NULL);

  self->run = g_object_ref (run);
  self->index = index;
  self->ended = psc_run_get_task (run, index) != NULL;

  return self;
}

/**
 * psc_task_item_set_task:
 * @index: the task's index in @run, from 0
 *
 * Makes the row one of another task.
 */
void
psc_task_item_set_task (PscTaskItem *self,
                        PscRun      *run,
                        guint        index)
{
  g_return_if_fail (PSC_IS_TASK_ITEM (self));
  g_return_if_fail (PSC_IS_RUN (run));

  if (self->run == run && self->index == index)
    return;

  g_set_object (&self->run, run);
  self->index = index;
  self->ended = psc_run_get_task (run, index) != NULL;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * psc_task_item_update:
 *
 * Tells those who show the item when its task has got its outcome.
 */
void
psc_task_item_update (PscTaskItem *self)
{
  g_return_if_fail (PSC_IS_TASK_ITEM (self));

  if (self->ended || psc_run_get_task (self->run, self->index) == NULL)
    return;

  self->ended = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * psc_task_item_get_index:
 *
 * The task's index in the run, from 0.
 */
guint
psc_task_item_get_index (PscTaskItem *self)
{
  g_return_val_if_fail (PSC_IS_TASK_ITEM (self), 0);

  return self->index;
}

/**
 * psc_task_item_get_worker:
 *
 * The number of the worker that had the task, from 1; 0 while it has not
 * ended, and if it never began.
 */
guint
psc_task_item_get_worker (PscTaskItem *self)
{
  const PscTaskRecord *task;

  g_return_val_if_fail (PSC_IS_TASK_ITEM (self), 0);

  task = psc_run_get_task (self->run, self->index);

  return task != NULL ? task->worker : 0;
}

/**
 * psc_task_item_get_chunk:
 *
 * The number of the chunk that the task was handed out with, from 1; 0 while
 * it has not ended, and if it never began.
 */
guint
psc_task_item_get_chunk (PscTaskItem *self)
{
  const PscTaskRecord *task;

  g_return_val_if_fail (PSC_IS_TASK_ITEM (self), 0);

  task = psc_run_get_task (self->run, self->index);

  return task != NULL ? task->chunk : 0;
}

/**
 * psc_task_item_get_start_ns:
 *
 * When the task began, in nanoseconds since the run's start; -1 while it has
 * not ended, and if it never began.
 */
gint64
psc_task_item_get_start_ns (PscTaskItem *self)
{
  const PscTaskRecord *task;

  g_return_val_if_fail (PSC_IS_TASK_ITEM (self), -1);

  task = psc_run_get_task (self->run, self->index);

  return task != NULL && task->start_ns != PSC_NEVER ? task->start_ns : -1;
}

/**
 * psc_task_item_get_time_ns:
 *
 * How long the task took, in nanoseconds; -1 while it has not ended, and if
 * it never began.
 */
gint64
psc_task_item_get_time_ns (PscTaskItem *self)
{
  const PscTaskRecord *task;

  g_return_val_if_fail (PSC_IS_TASK_ITEM (self), -1);

  task = psc_run_get_task (self->run, self->index);
  if (task == NULL || task->start_ns == PSC_NEVER)
    return -1;

  return task->end_ns - task->start_ns;
}

/**
 * psc_task_item_get_outcome:
 *
 * What became of the task.
 */
PscOutcome
psc_task_item_get_outcome (PscTaskItem *self)
{
  const PscTaskRecord *task;

  g_return_val_if_fail (PSC_IS_TASK_ITEM (self), PSC_OUTCOME_NONE);

  task = psc_run_get_task (self->run, self->index);

  return task != NULL ? task->outcome : PSC_OUTCOME_NONE;
}

/**
 * psc_task_item_get_outcome_label:
 *
 * Returns: (transfer none): what that is called in its run
 */
const char *
psc_task_item_get_outcome_label (PscTaskItem *self)
{
  g_return_val_if_fail (PSC_IS_TASK_ITEM (self), NULL);

  return psc_run_label_get_outcome (self->run,
                                    psc_task_item_get_outcome (self));
}

/**
 * psc_task_item_dup_name:
 *
 * Returns: (transfer full): the file's name, fit to be shown in one line
 */
char *
psc_task_item_dup_name (PscTaskItem *self)
{
  g_return_val_if_fail (PSC_IS_TASK_ITEM (self), NULL);

  return psc_format_name (
    psc_listing_get_name (psc_run_get_listing (self->run), self->index));
}

/**
 * psc_task_item_dup_step_text:
 * @step: the step's index, from 0
 *
 * Returns: (transfer full): what the step gave, in one line; empty if it gave
 *   nothing or was not reached
 */
char *
psc_task_item_dup_step_text (PscTaskItem *self,
                             guint        step)
{
  const PscSettings *settings;
  const PscStepRecord *record;

  g_return_val_if_fail (PSC_IS_TASK_ITEM (self), NULL);

  if (psc_run_get_task (self->run, self->index) == NULL)
    return g_strdup ("");

  record = psc_run_get_step (self->run, self->index, step);
  if (record->start_ns == PSC_NEVER)
    return g_strdup ("");

  settings = psc_run_get_settings (self->run);
  if (psc_pipeline_step_is_compute (settings->pipeline, step))
    return dup_value (record->value);

  return record->output != NULL ? dup_first_line (self, record->output)
                                : g_strdup ("");
}

/**
 * psc_task_item_dup_reason:
 *
 * Returns: (transfer full) (nullable): why the task has its outcome
 */
char *
psc_task_item_dup_reason (PscTaskItem *self)
{
  g_return_val_if_fail (PSC_IS_TASK_ITEM (self), NULL);

  return psc_run_dup_reason (self->run, self->index);
}
