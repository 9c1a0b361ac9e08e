/* psc-cli-history.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cli-history"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-cli-history-list.h"
#include "psc-cli-history-options.h"
#include "psc-cli-output.h"
#include "psc-cli-report.h"
#include "psc-cli-stop.h"
#include "psc-cli-store.h"
#include "psc-cli.h"
#include "psc-exercise-report.h"
#include "psc-format.h"
#include "psc-history-words.h"
#include "psc-plain-text.h"

typedef struct
{
  PscCliHistoryOptions *options;
  PscHistory           *history; /* (nullable): there is none yet */
  GListModel           *entries;
  GAsyncResult         *result; /* (nullable): of what is being read */
} HistoryCommand;

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  ((HistoryCommand *) user_data)->result = g_object_ref (result);
}

static void
wait (HistoryCommand *self)
{
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Says why when it cannot be read. */
static PscRun *
read_run (HistoryCommand  *self,
          PscHistoryEntry *entry)
{
  g_autoptr (GError) error = NULL;
  PscRun *run;

  psc_history_read_run_async (self->history, entry, NULL, read_cb, self);
  wait (self);
  run = psc_history_read_run_finish (self->history, self->result, &error);
  g_clear_object (&self->result);
  if (run == NULL)
    psc_cli_print_error (error->message);

  return run;
}

static PscExercise *
read_exercise (HistoryCommand  *self,
               PscHistoryEntry *entry)
{
  g_autoptr (PscExerciseResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PscExercise *exercise;

  psc_history_read_result_async (self->history, entry, NULL, read_cb, self);
  wait (self);
  result = psc_history_read_result_finish (self->history, self->result,
                                           &error);
  g_clear_object (&self->result);
  if (result == NULL)
    {
      psc_cli_print_error (error->message);
      return NULL;
    }

  exercise = psc_exercise_new (result->kind);
  psc_exercise_restore (exercise, result);

  return exercise;
}

static PscHistoryEntry *
find_entry (HistoryCommand *self,
            gint64          id)
{
  g_autofree char *message = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (self->entries); i++)
    {
      g_autoptr (PscHistoryEntry) entry = g_list_model_get_item (self->entries,
                                                                 i);

      if (psc_history_entry_get_id (entry) == id)
        return g_steal_pointer (&entry);
    }

  text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  message = g_strdup_printf (_("The history has no entry %s. “poolscope-cli "
                               "history list” shows those that it has."),
                             text);
  psc_cli_print_error (message);

  return NULL;
}

static int
print (GString *text)
{
  return psc_cli_end_report (psc_cli_print_text (text)) ? PSC_CLI_OK
                                                        : PSC_CLI_OUTCOMES;
}

static int
list (HistoryCommand *self)
{
  const PscCliHistoryOptions *options = self->options;
  g_autoptr (GString) text = g_string_new (NULL);
  PscCliHistoryCounts counts =
    psc_cli_history_list (self->entries, options->search, options->limit, text);

  /* Why it cannot be read has been said. */
  if (self->history != NULL && !psc_history_is_writable (self->history) &&
      g_list_model_get_n_items (self->entries) == 0)
    return PSC_CLI_NO_RUN;

  if (g_list_model_get_n_items (self->entries) == 0)
    g_string_append (text, _("Nothing has been kept yet. The window keeps "
                             "what it measures, and so does “poolscope-cli "
                             "run --keep”.\n"));
  else if (counts.n_listed == 0)
    g_string_append (text, _("Nothing that was kept has this text in it.\n"));

  psc_cli_print_left_out (counts.n_over_limit);

  return print (text);
}

/* What stands above a report: which entry it is, what the user wrote to it,
 * and whether there might have been more. */
static void
append_head (PscHistoryEntry *entry,
             GString         *text)
{
  const char * const notes[] = {
    psc_history_entry_get_name (entry), psc_history_entry_get_note (entry),
  };
  g_autofree char *line = psc_cli_history_dup_line (entry);
  g_autofree char *words = NULL;
  PscHistoryState state = psc_history_entry_get_state (entry);

  g_string_append_printf (text, "%s\n", line);
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      g_autofree char *safe = NULL;

      if (notes[i] == NULL)
        continue;

      safe = psc_format_name (notes[i]);
      psc_plain_text_append_lines (text, safe);
    }

  if (state == PSC_HISTORY_UNFINISHED)
    words = psc_history_words_dup_state (entry);
  else if (state == PSC_HISTORY_RUNNING)
    words = g_strdup (_("It is still being measured; this is how far it has "
                        "come."));
  if (words != NULL)
    psc_plain_text_append_lines (text, words);
  g_string_append_c (text, '\n');
}

static int
show (HistoryCommand  *self,
      PscHistoryEntry *entry)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (PscExercise) exercise = NULL;
  g_autoptr (PscRun) run = NULL;

  append_head (entry, text);
  if (psc_history_entry_get_kind (entry) == PSC_HISTORY_RUN)
    {
      run = read_run (self, entry);
      if (run == NULL)
        return PSC_CLI_NO_RUN;

      return psc_cli_print_text (text) && psc_cli_report_run (run, TRUE)
             ? PSC_CLI_OK : PSC_CLI_OUTCOMES;
    }

  exercise = read_exercise (self, entry);
  if (exercise == NULL)
    return PSC_CLI_NO_RUN;
  psc_exercise_report (exercise, text);

  return print (text);
}

/* Where there is nothing to be written, @status says how that ends. */
static gboolean
can_write (HistoryCommand *self,
           PscExercise    *exercise,
           int            *status)
{
  if (self->options->exports.trace != NULL)
    {
      psc_cli_print_error (_("An exercise is many runs and has no trace. "
                             "Write --json, --csv or --chart."));
      *status = PSC_CLI_USAGE;
      return FALSE;
    }
  if (psc_exercise_get_state (exercise) != PSC_EXERCISE_MEASURED)
    {
      psc_cli_print_error (_("This exercise was predicted and not measured: "
                             "there is nothing to write."));
      *status = PSC_CLI_NO_RUN;
      return FALSE;
    }

  return TRUE;
}

static int
export (HistoryCommand  *self,
        PscHistoryEntry *entry)
{
  g_autoptr (PscExercise) exercise = NULL;
  g_autoptr (PscRun) run = NULL;
  int status = PSC_CLI_NO_RUN, late_signal;
  gboolean written;

  if (psc_history_entry_get_kind (entry) == PSC_HISTORY_RUN)
    run = read_run (self, entry);
  else
    exercise = read_exercise (self, entry);
  if ((run == NULL && exercise == NULL) ||
      (exercise != NULL && !can_write (self, exercise, &status)))
    return status;

  psc_cli_stop_defer ();
  written = run != NULL
            ? psc_cli_exports_write_run (&self->options->exports, run)
            : psc_cli_exports_write_exercise (&self->options->exports,
                                              exercise);
  late_signal = psc_cli_stop_take_up ();
  if (late_signal != 0)
    return 128 + late_signal;

  return written ? PSC_CLI_OK : PSC_CLI_OUTCOMES;
}

/* All of them are there, or none is deleted. */
static GPtrArray *
find_entries (HistoryCommand *self)
{
  g_autoptr (GPtrArray) entries =
    g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->options->ids->len; i++)
    {
      gint64 id = g_array_index (self->options->ids, gint64, i);
      PscHistoryEntry *entry = find_entry (self, id);

      if (entry == NULL)
        return NULL;
      g_ptr_array_add (entries, entry);
    }

  return g_steal_pointer (&entries);
}

/* Whoever measures would bring it back. */
static gboolean
can_delete (PscHistoryEntry *entry)
{
  g_autofree char *line = NULL;
  g_autofree char *message = NULL;

  if (psc_history_entry_get_state (entry) != PSC_HISTORY_RUNNING)
    return TRUE;

  line = psc_cli_history_dup_line (entry);
  /* Translators: then what an entry of the history is. */
  message = g_strdup_printf (_("This is still being measured; stop it first: "
                               "%s"), line);
  psc_cli_print_error (message);

  return FALSE;
}

static int
delete (HistoryCommand *self,
        GPtrArray      *entries)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      PscHistoryEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *line = psc_cli_history_dup_line (entry);

      if (!can_delete (entry))
        return PSC_CLI_NO_RUN;

      /* Translators: then what an entry of the history is. */
      g_string_append_printf (text, _("Deleted: %s"), line);
      g_string_append_c (text, '\n');
    }

  psc_history_remove_all (self->history, entries);
  psc_history_flush (self->history);
  if (!psc_history_is_writable (self->history))
    return PSC_CLI_NO_RUN;

  return print (text);
}

static int
act (HistoryCommand *self)
{
  g_autoptr (GPtrArray) entries = NULL;

  if (self->options->action == PSC_CLI_HISTORY_LIST)
    return list (self);

  entries = find_entries (self);
  if (entries == NULL)
    return PSC_CLI_NO_RUN;

  switch (self->options->action)
    {
    case PSC_CLI_HISTORY_SHOW:
      return show (self, g_ptr_array_index (entries, 0));

    case PSC_CLI_HISTORY_EXPORT:
      return export (self, g_ptr_array_index (entries, 0));

    case PSC_CLI_HISTORY_DELETE:
    case PSC_CLI_HISTORY_LIST:
    default:
      return delete (self, entries);
    }
}

/**
 * psc_cli_history:
 * @argv: the command and what follows it
 *
 * The command "history": lists, shows, exports or deletes what was kept.
 *
 * Returns: the exit status
 */
int
psc_cli_history (GStrv argv)
{
  g_autoptr (PscCliHistoryOptions) options = NULL;
  g_autoptr (GError) error = NULL;
  HistoryCommand self = { 0, };
  int status;

  options = psc_cli_history_options_parse (argv, &error);
  if (options == NULL)
    return psc_cli_refuse ("history", error);

  self.options = options;
  self.history = psc_cli_open_history (FALSE);
  if (self.history != NULL)
    {
      psc_history_flush (self.history);
      self.entries = g_object_ref (psc_history_get_entries (self.history));
    }
  else
    {
      self.entries = G_LIST_MODEL (g_list_store_new (PSC_TYPE_HISTORY_ENTRY));
    }
  status = act (&self);

  g_object_unref (self.entries);
  g_clear_object (&self.history);

  return status;
}
