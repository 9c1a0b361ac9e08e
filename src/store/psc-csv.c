/* psc-csv.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-csv"

#include "config.h"

#include <math.h>
#include <string.h>

#include "psc-csv.h"
#include "psc-format.h"
#include "psc-silence.h"

#define DRAIN_SIZE (64 * 1024)

/* RFC 4180: UTF-8, cells between commas, lines that end in CR and LF.  The
 * first cell of a line is never empty. */
static void
begin_cell (GString *text)
{
  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, ',');
}

static void
end_line (GString *text)
{
  g_string_append (text, "\r\n");
}

/* Whether a spreadsheet would take the cell for a formula; some look behind
 * blanks, and some read the wide forms of the signs, too. */
static gboolean
is_formula (const char *cell)
{
  if (*cell == '\t' || *cell == '\r')
    return TRUE;

  while (*cell != '\0' && g_unichar_isspace (g_utf8_get_char (cell)))
    cell = g_utf8_next_char (cell);

  switch (g_utf8_get_char (cell))
    {
    case '=':
    case '+':
    case '-':
    case '@':
    case 0xff1d:
    case 0xff0b:
    case 0xff0d:
    case 0xff20:
      return TRUE;

    default:
      return FALSE;
    }
}

/* Adds text that has no line end. */
static void
add_text (GString    *text,
          const char *cell)
{
  gboolean quoted = strpbrk (cell, ",;\"") != NULL ||
                    g_str_has_prefix (cell, " ") ||
                    g_str_has_suffix (cell, " ");

  begin_cell (text);
  if (quoted)
    g_string_append_c (text, '"');
  if (is_formula (cell))
    g_string_append_c (text, '\'');
  for (const char *c = cell; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *c);
    }
  if (quoted)
    g_string_append_c (text, '"');
}

static void
add_name (GString    *text,
          const char *name)
{
  g_autofree char *cell = psc_format_name (name);

  add_text (text, cell);
}

static void
add_int (GString *text,
         gint64   value)
{
  begin_cell (text);
  g_string_append_printf (text, "%" G_GINT64_FORMAT, value);
}

static void
add_empty (GString *text)
{
  begin_cell (text);
}

/* Adds a number that counts from 1; nothing for 0, which stands for none. */
static void
add_number (GString *text,
            guint    number)
{
  if (number != 0)
    add_int (text, number);
  else
    add_empty (text);
}

static void
add_time (GString *text,
          gint64   time_ns)
{
  if (time_ns != PSC_NEVER)
    add_int (text, time_ns);
  else
    add_empty (text);
}

static void
add_value (GString *text,
           double   value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  begin_cell (text);
  if (isfinite (value))
    g_string_append (text, g_ascii_formatd (number, sizeof number, "%.6f",
                                            value));
}

/* The first line of what a command wrote: for most tools it is the result. */
static void
add_first_line (GString         *text,
                const PscOutput *output)
{
  const char *end;
  g_autofree char *cell = NULL;

  if (output == NULL || output->stdout_length == 0)
    {
      add_empty (text);
      return;
    }

  end = memchr (output->data, '\n', output->stdout_length);
  cell = psc_format_output (output->data,
                            end != NULL ? (gsize) (end - output->data)
                                        : output->stdout_length);
  add_text (text, cell);
}

static void
add_heading (GString    *text,
             const char *step_name,
             const char *what)
{
  g_autofree char *heading = g_strconcat (step_name, "_", what, NULL);

  add_name (text, heading);
}

static void
add_headings (GString     *text,
              PscPipeline *pipeline)
{
  static const char * const headings[] = {
    "task", "name", "worker", "lane", "chunk", "outcome", "reason",
    "start_ns", "end_ns",
  };

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    add_text (text, headings[i]);

  for (guint i = 0; i < psc_pipeline_get_n_steps (pipeline); i++)
    {
      const char *name = psc_pipeline_get_step (pipeline, i)->name;

      add_heading (text, name, "start_ns");
      add_heading (text, name, "end_ns");
      if (psc_pipeline_step_is_compute (pipeline, i))
        {
          add_heading (text, name, "value");
        }
      else
        {
          add_heading (text, name, "exit_code");
          add_heading (text, name, "signal");
          add_heading (text, name, "stdout");
        }
    }

  add_text (text, "silent_ns");
  end_line (text);
}

static void
add_step (GString             *text,
          const PscStepRecord *step,
          gboolean             is_compute)
{
  gboolean reached = step->start_ns != PSC_NEVER;

  add_time (text, step->start_ns);
  add_time (text, step->end_ns);

  if (is_compute)
    {
      add_value (text, reached ? step->value : NAN);
      return;
    }

  if (reached && step->status.exit_code >= 0)
    add_int (text, step->status.exit_code);
  else
    add_empty (text);
  add_number (text, reached ? (guint) step->status.signal : 0);
  add_first_line (text, step->output);
}

static void
add_task (GString *text,
          PscRun  *run,
          guint    index)
{
  PscPipeline *pipeline = psc_run_get_settings (run)->pipeline;
  const PscTaskRecord *task = psc_run_get_task (run, index);
  g_autofree char *reason = psc_run_dup_reason (run, index);

  add_int (text, index + 1);
  add_name (text, psc_listing_get_name (psc_run_get_listing (run), index));
  add_number (text, task->worker);
  add_number (text, task->lane);
  add_number (text, task->chunk);
  add_text (text, psc_outcome_to_string (task->outcome));
  add_name (text, reason != NULL ? reason : "");
  add_time (text, task->start_ns);
  add_time (text, task->end_ns);

  for (guint i = 0; i < psc_run_get_n_steps (run); i++)
    add_step (text, psc_run_get_step (run, index, i),
              psc_pipeline_step_is_compute (pipeline, i));
  add_time (text, task->start_ns != PSC_NEVER
                  ? psc_silence_in_task_ns (run, index) : PSC_NEVER);

  end_line (text);
}

static gboolean
pass_on (GString        *text,
         GOutputStream  *stream,
         GError        **error)
{
  if (!g_output_stream_write_all (stream, text->str, text->len, NULL, NULL,
                                  error))
    return FALSE;

  g_string_truncate (text, 0);

  return TRUE;
}

/**
 * psc_csv_write:
 * @stream: where to write
 * @run: a #PscRun that has ended
 *
 * Writes one line a task for spreadsheets.  Numbers are written the same in
 * every locale; text that a spreadsheet would take for a formula gets an
 * apostrophe in front.
 */
gboolean
psc_csv_write (GOutputStream  *stream,
               gpointer        run,
               GError        **error)
{
  g_autoptr (GString) text = g_string_sized_new (DRAIN_SIZE);

  g_return_val_if_fail (PSC_IS_RUN (run), FALSE);
  g_return_val_if_fail (psc_run_get_state (run) == PSC_RUN_ENDED, FALSE);

  add_headings (text, psc_run_get_settings (run)->pipeline);
  for (guint i = 0; i < psc_run_get_n_tasks (run); i++)
    {
      add_task (text, run, i);
      if (text->len >= DRAIN_SIZE && !pass_on (text, stream, error))
        return FALSE;
    }

  return pass_on (text, stream, error);
}
