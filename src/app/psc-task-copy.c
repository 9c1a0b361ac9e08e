/* psc-task-copy.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-task-copy"

#include "config.h"

#include "psc-task-copy.h"
#include "psc-task-order.h"
#include "psc-task-table-private.h"

/* The main loop is not held up longer than this. */
#define SLICE_US 4000

typedef struct
{
  GdkClipboard *clipboard;
  PscRun       *run;
  PscTaskItem  *item;
  GArray       *keys;
  guint32      *tasks;
  guint         n_tasks;
  guint         n_done;
  GString      *text;
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_object_unref (copy->clipboard);
  g_object_unref (copy->run);
  g_clear_object (&copy->item);
  g_array_unref (copy->keys);
  g_free (copy->tasks);
  g_string_free (copy->text, TRUE);
  g_free (copy);
}

static void
append_titles (Copy        *copy,
               PscPipeline *pipeline)
{
  for (guint i = 0; i < copy->keys->len; i++)
    g_string_append_printf (
      copy->text, "%s%s", i > 0 ? "\t" : "",
      _psc_task_column_get_title (pipeline,
                                  g_array_index (copy->keys, guint, i)));
  g_string_append_c (copy->text, '\n');
}

static void
append_row (Copy  *copy,
            guint  task)
{
  psc_task_item_set_task (copy->item, copy->run, task);
  for (guint i = 0; i < copy->keys->len; i++)
    {
      g_autofree char *text =
        _psc_task_column_dup_text (copy->item,
                                   g_array_index (copy->keys, guint, i));

      g_string_append_printf (copy->text, "%s%s", i > 0 ? "\t" : "", text);
    }
  g_string_append_c (copy->text, '\n');
}

static gboolean
copy_cb (gpointer user_data)
{
  Copy *copy = user_data;
  gint64 end_us = g_get_monotonic_time () + SLICE_US;

  while (copy->n_done < copy->n_tasks)
    {
      append_row (copy, copy->tasks[copy->n_done++]);
      if (g_get_monotonic_time () >= end_us)
        return G_SOURCE_CONTINUE;
    }

  gdk_clipboard_set_text (copy->clipboard, copy->text->str);

  return G_SOURCE_REMOVE;
}

/**
 * psc_task_keys_new:
 * @pipeline: whose steps the table shows
 *
 * Returns: (transfer full): the columns of the table from left to right, each
 *   a guint: the PscTaskKey that it shows and is sorted by
 */
GArray *
psc_task_keys_new (PscPipeline *pipeline)
{
  static const guint before[] = { PSC_TASK_KEY_LISTING, PSC_TASK_KEY_WORKER,
                                  PSC_TASK_KEY_CHUNK };
  static const guint after[] = { PSC_TASK_KEY_START, PSC_TASK_KEY_TIME,
                                 PSC_TASK_KEY_OUTCOME };
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_vals (keys, before, G_N_ELEMENTS (before));
  for (guint i = 0; i < psc_pipeline_get_n_steps (pipeline); i++)
    {
      guint key = PSC_TASK_KEY_STEP + i;

      g_array_append_val (keys, key);
    }
  g_array_append_vals (keys, after, G_N_ELEMENTS (after));

  return keys;
}

/**
 * psc_task_copy_start:
 * @tasks: the indices of tasks in @run
 *
 * Begins to write the rows of these tasks, below the titles of the columns,
 * as text with tabs between the cells, which goes to the clipboard when it is
 * whole.
 *
 * Returns: (transfer full): the work; destroy it to give it up
 */
GSource *
psc_task_copy_start (GdkClipboard  *clipboard,
                     PscRun        *run,
                     const guint32 *tasks,
                     guint          n_tasks)
{
  PscPipeline *pipeline;
  GSource *source;
  Copy *copy;

  g_return_val_if_fail (GDK_IS_CLIPBOARD (clipboard), NULL);
  g_return_val_if_fail (PSC_IS_RUN (run), NULL);

  pipeline = psc_run_get_settings (run)->pipeline;
  copy = g_new0 (Copy, 1);
  copy->clipboard = g_object_ref (clipboard);
  copy->run = g_object_ref (run);
  copy->item = n_tasks > 0 ? psc_task_item_new (run, tasks[0]) : NULL;
  copy->keys = psc_task_keys_new (pipeline);
  copy->tasks = g_memdup2 (tasks, n_tasks * sizeof *tasks);
  copy->n_tasks = n_tasks;
  copy->text = g_string_new (NULL);
  append_titles (copy, pipeline);

  source = g_idle_source_new ();
  g_source_set_callback (source, copy_cb, copy, copy_free);
  g_source_attach (source, NULL);

  return source;
}
