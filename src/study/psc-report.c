/* psc-report.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-report"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "psc-figure-text.h"
#include "psc-format.h"
#include "psc-outcome.h"
#include "psc-report.h"
#include "psc-run-label.h"

#define INDENT "  "

/* Labels before their values, in two columns. */
typedef struct
{
  char *label;
  char *value;
} Row;

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_free (row->label);
  g_free (row->value);
}

static GArray *
rows_new (void)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));

  g_array_set_clear_func (rows, row_clear);

  return rows;
}

/* Takes @value. */
static void
rows_add (GArray     *rows,
          const char *label,
          char       *value)
{
  Row row = { psc_format_name (label), value };

  g_array_append_val (rows, row);
}

static void
append_spaces (GString *report,
               glong    n_spaces)
{
  g_string_append_printf (report, "%*s", (int) n_spaces, "");
}

/* Writes the rows; the lines of a value stand below each other. */
static void
rows_write (GArray  *rows,
            GString *report)
{
  glong width = 0;

  for (guint i = 0; i < rows->len; i++)
    width = MAX (width,
                 g_utf8_strlen (g_array_index (rows, Row, i).label, -1));

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      g_auto (GStrv) lines = g_strsplit (row->value, "\n", -1);
      glong used = g_utf8_strlen (row->label, -1);

      g_string_append (report, INDENT);
      g_string_append (report, row->label);
      if (lines[0] == NULL)
        g_string_append_c (report, '\n');
      for (guint j = 0; lines[j] != NULL; j++)
        {
          append_spaces (report, j == 0 ? width - used + 2
                                        : width + 2 + (glong) strlen (INDENT));
          g_string_append (report, lines[j]);
          g_string_append_c (report, '\n');
        }
    }
}

static void
append_stream (GString    *text,
               const char *data,
               gsize       length)
{
  g_autofree char *safe = NULL;

  while (length > 0 && data[length - 1] == '\n')
    length--;
  if (length == 0)
    return;

  safe = psc_format_output (data, length);
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, safe);
}

static void
append_note (GString    *text,
             const char *note)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, note);
}

static char *
dup_command (const PscStepRecord *record)
{
  const PscOutput *output = record->output;
  GString *text = g_string_new (NULL);

  if (output != NULL)
    {
      append_stream (text, output->data, output->stdout_length);
      append_stream (text, output->data + output->stdout_length,
                     output->stderr_length);
    }
  if (output != NULL && output->dropped > 0)
    {
      g_autofree char *size = g_format_size (output->dropped);
      /* Translators: %s is an amount of data such as “2.3 MB” */
      g_autofree char *note = g_strdup_printf (_("(%s more were not kept)"),
                                               size);

      append_note (text, note);
    }
  if (record->status.left_process)
    append_note (text, _("(It left a process behind, which was ended.)"));

  return g_string_free (text, FALSE);
}

/**
 * psc_report_dup_step:
 * @run: a run
 * @index: a task that has its outcome, from 0
 * @step: a step of its pipeline, from 0
 *
 * Returns: (transfer full) (nullable): what the step said or found, safe to
 *   be shown; %NULL when it was not reached
 */
char *
psc_report_dup_step (PscRun *run,
                     guint   index,
                     guint   step)
{
  PscPipeline *pipeline = psc_run_get_settings (run)->pipeline;
  const PscStepRecord *record = psc_run_get_step (run, index, step);

  if (record->start_ns == PSC_NEVER)
    return NULL;
  if (!psc_pipeline_step_is_compute (pipeline, step))
    return dup_command (record);

  return isfinite (record->value) ? g_strdup_printf ("%f", record->value)
                                  : g_strdup (PSC_FORMAT_NONE);
}

/**
 * psc_report_task:
 * @run: a run
 * @index: a task that has its outcome, from 0
 * @report: text to append to
 *
 * Writes what the steps said about one file and, unless all is well, what
 * became of it.  The text is safe for a terminal.
 */
void
psc_report_task (PscRun  *run,
                 guint    index,
                 GString *report)
{
  const PscTaskRecord *task = psc_run_get_task (run, index);
  PscPipeline *pipeline = psc_run_get_settings (run)->pipeline;
  g_autoptr (GArray) rows = rows_new ();
  g_autofree char *name = NULL;

  g_return_if_fail (task != NULL);

  name = psc_format_name (psc_listing_get_name (psc_run_get_listing (run),
                                                index));
  g_string_append (report, name);
  g_string_append_c (report, '\n');

  for (guint i = 0; i < psc_run_get_n_steps (run); i++)
    {
      char *text = psc_report_dup_step (run, index, i);

      if (text != NULL)
        rows_add (rows, psc_pipeline_get_step (pipeline, i)->name, text);
    }

  if (task->outcome != PSC_OUTCOME_OK)
    {
      g_autofree char *reason = psc_run_dup_reason (run, index);
      const char *label = psc_run_label_get_outcome (run, task->outcome);

      if (reason == NULL)
        reason = g_strdup ("");
      rows_add (rows, label, psc_format_output (reason, strlen (reason)));
    }

  rows_write (rows, report);
}

static char *
dup_occupancy (const PscFigures *figures)
{
  g_autofree char *ratio = psc_format_ratio (figures->occupancy);
  g_autofree char *cumulated = psc_format_duration (figures->cumulated_ns);
  g_autofree char *wall = psc_format_duration (figures->wall_ns);

  /* Translators: for example “0.93 = 1.93 s / (4 × 517 ms)” */
  return g_strdup_printf (_("%s = %s / (%u × %s); "
                            "the notebook calls this efficiency"),
                          ratio, cumulated, figures->n_lanes, wall);
}

static char *
dup_efficiency (const PscFigures *figures,
                const PscFigures *one)
{
  g_autofree char *ratio = NULL;
  g_autofree char *alone = NULL;
  g_autofree char *wall = NULL;
  double speedup, efficiency;

  if (!psc_figures_are_comparable (figures))
    return psc_figure_dup_losses (figures);
  if (one == NULL ||
      !psc_figures_parallel_efficiency (one, figures, &speedup, &efficiency))
    return g_strdup (_("not known without a run with one worker"));

  ratio = psc_format_ratio (efficiency);
  alone = psc_format_duration (one->wall_ns);
  wall = psc_format_duration (figures->wall_ns);

  /* Translators: for example “0.49 = 1.01 s / (4 × 517 ms)” */
  return g_strdup_printf (_("%s = %s / (%u × %s); "
                            "one worker’s time by the time of all"),
                          ratio, alone, figures->n_lanes, wall);
}

static char *
dup_cpu (const PscFigures *figures)
{
  g_autofree char *time = psc_format_duration (figures->cpu_ns);
  g_autofree char *share = psc_format_percent (figures->cpu_share);

  /* Workers tell it when they end: nobody was there any more. */
  if (figures->cpu_ns <= 0)
    return g_strdup (_("not known"));

  /* Translators: for example “1.00 s, 97 % of 2 usable CPUs” */
  return g_strdup_printf (ngettext ("%s, %s of %u usable CPU",
                                    "%s, %s of %u usable CPUs",
                                    figures->n_cpus),
                          time, share, figures->n_cpus);
}

/* Every outcome that some file has. */
static char *
dup_outcomes (PscRun *run)
{
  GString *text = g_string_new (NULL);

  for (guint i = PSC_OUTCOME_OK; i < PSC_N_OUTCOMES; i++)
    {
      guint n = psc_run_get_n_outcome (run, i);

      if (n == 0)
        continue;

      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append_printf (text, "%u %s", n,
                              psc_run_label_get_outcome (run, i));
    }

  return g_string_free (text, FALSE);
}

static void
append_share (GString    *text,
              const char *label,
              gint64      part_ns,
              gint64      total_ns)
{
  g_autofree char *safe_label = NULL;
  g_autofree char *share = NULL;

  if (part_ns == 0)
    return;

  safe_label = psc_format_name (label);
  share = psc_format_percent ((double) part_ns / (double) total_ns);
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append_printf (text, "%s %s", safe_label, share);
}

static char *
dup_account (PscRun           *run,
             const PscAccount *account)
{
  PscPipeline *pipeline = psc_run_get_settings (run)->pipeline;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < psc_run_get_n_steps (run); i++)
    append_share (text, psc_pipeline_get_step (pipeline, i)->name,
                  account->steps_ns[i], account->total_ns);
  for (guint i = 0; i < PSC_N_PART_KINDS; i++)
    if (i != PSC_PART_STEP)
      append_share (text, psc_part_kind_get_label (i), account->parts_ns[i],
                    account->total_ns);

  return g_string_free (text, FALSE);
}

/**
 * psc_report_figures:
 * @run: a run
 * @figures: its figures
 * @one: (nullable): the figures of a run of the same settings with one worker
 * @report: text to append to
 *
 * Writes the figures that explain the run.
 */
void
psc_report_figures (PscRun           *run,
                    const PscFigures *figures,
                    const PscFigures *one,
                    GString          *report)
{
  const PscSettings *settings = psc_run_get_settings (run);
  g_autoptr (GArray) rows = rows_new ();

  rows_add (rows, _("mode"), g_strdup (psc_mode_to_string (settings->mode)));
  rows_add (rows, _("workers"), g_strdup_printf ("%u", figures->n_lanes));
  rows_add (rows, _("files"), g_strdup_printf ("%u", figures->n_files));
  if (psc_run_get_n_outcome (run, PSC_OUTCOME_OK) != figures->n_files)
    rows_add (rows, _("outcomes"), dup_outcomes (run));
  rows_add (rows, _("wall time"), psc_format_duration (figures->wall_ns));
  rows_add (rows, _("cumulated time"),
            psc_format_duration (figures->cumulated_ns));
  rows_add (rows, _("average a file"),
            psc_format_duration (figures->average_ns));
  rows_add (rows, _("occupancy"), dup_occupancy (figures));
  if (figures->n_lanes > 1)
    rows_add (rows, _("parallel efficiency"), dup_efficiency (figures, one));
  rows_add (rows, _("CPU time"), dup_cpu (figures));
  rows_add (rows, _("start of a worker"),
            psc_format_duration (figures->start_up_ns));
  if (figures->account.total_ns > 0)
    rows_add (rows, _("time of all workers"),
              dup_account (run, &figures->account));

  rows_write (rows, report);
}
