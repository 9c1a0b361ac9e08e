/* test-history-group.c: how much of the history is kept
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-application.h"
#include "psc-history-group.h"
#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"

#define N_RUNS 3

typedef struct
{
  char       *directory;
  GSettings  *settings;
  PscHistory *history;
  GListModel *entries;
  GtkWidget  *group;
  GtkWidget  *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;

  fixture->directory = psc_test_make_directory (NULL);
  path = g_build_filename (fixture->directory, "history.sqlite", NULL);
  fixture->settings = g_settings_new (PSC_APPLICATION_ID);
  fixture->history = psc_history_new (path);
  fixture->entries = psc_history_get_entries (fixture->history);
  for (guint i = 0; i < N_RUNS; i++)
    {
      g_autoptr (PscRun) run = psc_test_run_new_random (i, 2, 50);

      psc_history_keep_run (fixture->history, run);
    }
  psc_history_flush (fixture->history);

  fixture->group = g_object_ref_sink (psc_history_group_new ());
  fixture->window = psc_test_present (fixture->group, 360, 400);
  psc_history_group_set_history (PSC_HISTORY_GROUP (fixture->group),
                                 fixture->history, fixture->settings);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->group);
  g_object_unref (fixture->history);
  g_settings_reset (fixture->settings, "history-limit");
  g_object_unref (fixture->settings);
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->directory);
}

static gpointer
get_child (Fixture    *fixture,
           const char *name)
{
  return psc_test_get_template_child (fixture->group, name);
}

/* One that was set elsewhere is shown as the next larger one. */
static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct
  {
    guint limit_mb, row;
  } cases[] = { { 1, 0 }, { 100, 0 }, { 101, 1 }, { 2000, 2 }, { 2001, 3 },
                { 0, 3 } };
  AdwComboRow *row = get_child (fixture, "limit_row");
  GListModel *limits = get_child (fixture, "limits");

  g_assert_cmpuint (g_list_model_get_n_items (limits), ==, 4);
  g_assert_cmpstr (gtk_string_list_get_string (GTK_STRING_LIST (limits), 3), ==,
                   "No limit");
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 1);
  adw_combo_row_set_selected (row, 3);
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, "history-limit"),
                    ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_settings_set_uint (fixture->settings, "history-limit",
                           cases[i].limit_mb);
      g_assert_cmpuint (adw_combo_row_get_selected (row), ==, cases[i].row);
      g_assert_cmpuint (g_settings_get_uint (fixture->settings,
                                             "history-limit"), ==,
                        cases[i].limit_mb);
    }
}

static GtkWindow *
find_question (Fixture *fixture)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (ADW_IS_MESSAGE_DIALOG (link->data))
      return link->data;

  return NULL;
}

/* All but what goes on is deleted, after a question. */
static void
test_delete_all (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_DUMMY, 1, 2);
  GtkWidget *button = get_child (fixture, "delete_button");
  g_autoptr (PscHistoryEntry) left = NULL;
  const char *size;

  psc_history_keep_run (fixture->history, run);
  psc_run_take_batch (run);
  psc_test_wait_until (g_list_model_get_n_items (fixture->entries) ==
                       N_RUNS + 1);
  size = adw_action_row_get_subtitle (get_child (fixture, "size_row"));
  g_assert_true (g_str_has_suffix (size, " for 4 entries"));

  g_signal_emit_by_name (button, "clicked");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (
    ADW_MESSAGE_DIALOG (find_question (fixture))), "3 runs and exercises"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_question (fixture)),
                               "cancel");
  g_assert_cmpuint (g_list_model_get_n_items (fixture->entries), ==,
                    N_RUNS + 1);

  g_signal_emit_by_name (button, "clicked");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_question (fixture)),
                               "delete");
  psc_test_wait_until (g_list_model_get_n_items (fixture->entries) == 1);
  left = g_list_model_get_item (fixture->entries, 0);
  g_assert_cmpint (psc_history_entry_get_state (left), ==,
                   PSC_HISTORY_RUNNING);
  g_assert_false (gtk_widget_get_sensitive (button));
}

#define ADD(path, test) \
  g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  ADD ("/history-group/limit", test_limit);
  ADD ("/history-group/delete-all", test_delete_all);

  return g_test_run ();
}
