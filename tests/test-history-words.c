/* test-history-words.c: entries in words, and which of them are looked for
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-exercise.h"
#include "psc-history-filter.h"
#include "psc-history-words.h"
#include "psc-history.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"

typedef struct
{
  char            *directory;
  PscHistory      *history;
  PscHistoryEntry *run;      /* of psc_test_run_new_random() */
  PscHistoryEntry *exercise;
} Fixture;

static PscHistoryEntry *
find_exercise (PscHistory *history)
{
  GListModel *entries = psc_history_get_entries (history);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (PscHistoryEntry) entry = g_list_model_get_item (entries, i);

      if (psc_history_entry_get_kind (entry) == PSC_HISTORY_EXERCISE)
        return g_steal_pointer (&entry);
    }

  return NULL;
}

static void
keep_exercise (PscHistory *history)
{
  const char * const names[] = { "a", "b", NULL };
  g_autoptr (PscListing) listing = psc_listing_new_for_names ("/other", names);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscExercise) exercise = psc_exercise_new (PSC_EXERCISE_POOLS);
  g_autoptr (PscPrediction) prediction = psc_prediction_new (1, "so it is",
                                                             NULL, 0);
  g_autoptr (PscExerciseResult) result = NULL;

  psc_exercise_set_files (exercise, listing, settings);
  psc_exercise_predict (exercise, prediction);
  result = psc_exercise_dup_result (exercise);
  psc_history_keep_result (history, result);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr (PscRun) run = psc_test_run_new_random (3, 4, 400);

  fixture->directory = psc_test_make_directory (NULL);
  path = g_build_filename (fixture->directory, "history.sqlite", NULL);
  fixture->history = psc_history_new (path);
  fixture->run = g_object_ref (psc_history_keep_run (fixture->history, run));
  keep_exercise (fixture->history);
  psc_history_flush (fixture->history);
  psc_test_wait_until (psc_history_entry_get_state (fixture->run) ==
                       PSC_HISTORY_FINISHED);
  psc_test_wait_until (g_list_model_get_n_items (
                         psc_history_get_entries (fixture->history)) == 2);
  fixture->exercise = find_exercise (fixture->history);
  g_assert_nonnull (fixture->exercise);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->run);
  g_object_unref (fixture->exercise);
  g_object_unref (fixture->history);
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->directory);
}

static void
test_run (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *title = psc_history_words_dup_title (fixture->run);
  g_autofree char *origin = psc_history_words_dup_origin (fixture->run);
  g_autofree char *state = psc_history_words_dup_state (fixture->run);
  g_autofree char *lost =
    g_strdup_printf ("%u lost",
                     psc_history_entry_get_n_outcome (fixture->run,
                                                      PSC_OUTCOME_LOST));
  g_autofree char *named = NULL;

  g_assert_cmpstr (title, ==, "test");
  g_assert_nonnull (strstr (origin,
                            " · process\302\240×\302\2404 · occupancy"));
  g_assert_true (g_str_has_suffix (origin, " · /test"));
  g_assert_nonnull (strstr (state, lost));
  g_assert_null (strstr (state, " ok"));

  /* What was never to be done is no loss. */
  g_assert_cmpuint (psc_history_entry_get_n_outcome (fixture->run,
                                                     PSC_OUTCOME_SKIPPED), >,
                    0);
  g_assert_null (strstr (state, " skipped"));

  psc_history_set_name (fixture->history, fixture->run, "Before the update");
  named = psc_history_words_dup_title (fixture->run);
  g_assert_cmpstr (named, ==, "Before the update");
}

static void
test_exercise (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *title = psc_history_words_dup_title (fixture->exercise);
  g_autofree char *origin = psc_history_words_dup_origin (fixture->exercise);

  g_assert_cmpstr (title, ==,
                   psc_exercise_kind_get_title (PSC_EXERCISE_POOLS));
  g_assert_true (g_str_has_suffix (origin, " · /other"));
}

/* Midnight is that of the present time zone. */
static void
test_day (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (2 * 3600);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) now = g_date_time_new (zone, 2026, 3, 2, 0, 30, 0);
  static const struct
  {
    int         day, hour;
    const char *text;
  } cases[] = {
    { 1, 22, "Today" },
    { 1, 21, "Yesterday" },
  };
  g_autoptr (GDateTime) long_ago = g_date_time_new (utc, 2025, 12, 24, 12, 0,
                                                    0);
  g_autofree char *text = psc_history_words_dup_day (long_ago, now);
  g_autoptr (GDateTime) year_ago = g_date_time_add_years (now, -1);
  g_autofree char *year_text = psc_history_words_dup_day (year_ago, now);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) started =
        g_date_time_new (utc, 2026, 3, cases[i].day, cases[i].hour, 10, 0);
      g_autofree char *day = psc_history_words_dup_day (started, now);

      g_assert_cmpstr (day, ==, cases[i].text);
    }

  g_assert_cmpstr (text, ==, "Wednesday, December 24, 2025");
  g_assert_cmpstr (year_text, ==, "Sunday, March 2, 2025");
}

static void
check_text (Fixture    *fixture,
            const char *text,
            gboolean    run,
            gboolean    exercise)
{
  g_autoptr (PscHistoryFilter) filter = psc_history_filter_new ();

  filter->text = g_strdup (text);
  g_test_message ("“%s”", text);
  g_assert_true (psc_history_filter_match (filter, fixture->run) == run);
  g_assert_true (psc_history_filter_match (filter, fixture->exercise) ==
                 exercise);
}

static void
test_text (Fixture       *fixture,
           gconstpointer  data)
{
  psc_history_set_name (fixture->history, fixture->run, "Before the Update");
  psc_history_set_note (fixture->history, fixture->run, "cold cache");

  check_text (fixture, "", TRUE, TRUE);
  check_text (fixture, "update before", TRUE, FALSE);
  check_text (fixture, "UPDATE  cache", TRUE, FALSE);
  check_text (fixture, "process", TRUE, FALSE);
  check_text (fixture, "/other", FALSE, TRUE);
  check_text (fixture, "executors", FALSE, TRUE);
  check_text (fixture, "update executors", FALSE, FALSE);
}

static void
check_filter (Fixture    *fixture,
              guint       kind,
              guint       mode,
              const char *directory,
              gboolean    run,
              gboolean    exercise)
{
  g_autoptr (PscHistoryFilter) filter = psc_history_filter_new ();

  g_assert_true (psc_history_filter_is_empty (filter));
  filter->kind = kind;
  filter->mode = mode;
  filter->directory = g_strdup (directory);
  g_assert_false (psc_history_filter_is_empty (filter));
  g_assert_true (psc_history_filter_match (filter, fixture->run) == run);
  g_assert_true (psc_history_filter_match (filter, fixture->exercise) ==
                 exercise);
}

static void
test_filter (Fixture       *fixture,
             gconstpointer  data)
{
  const guint any = PSC_HISTORY_ANY;

  check_filter (fixture, PSC_HISTORY_RUN, any, NULL, TRUE, FALSE);
  check_filter (fixture, PSC_HISTORY_EXERCISE, any, NULL, FALSE, TRUE);
  check_filter (fixture, any, PSC_MODE_PROCESS, NULL, TRUE, FALSE);
  check_filter (fixture, any, PSC_MODE_DUMMY, NULL, FALSE, FALSE);
  check_filter (fixture, any, any, "/test", TRUE, FALSE);
  check_filter (fixture, any, any, "/other", FALSE, TRUE);
  check_filter (fixture, PSC_HISTORY_EXERCISE, any, "/test", FALSE, FALSE);
}

static const char *
get_no_comparison (Fixture         *fixture,
                   guint            n_runs,
                   PscHistoryEntry *other,
                   gboolean         has_shown,
                   PscHistoryEntry *shown)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  for (guint i = 0; i < n_runs; i++)
    g_ptr_array_add (entries, fixture->run);
  if (other != NULL)
    g_ptr_array_add (entries, other);

  return psc_history_words_get_no_comparison (entries, has_shown, shown);
}

static void
test_comparison (Fixture       *fixture,
                 gconstpointer  data)
{
  PscHistoryEntry *run = fixture->run;
  g_autoptr (PscRun) going = psc_test_run_new (PSC_MODE_DUMMY, 1, 2);
  PscHistoryEntry *unfinished;

  psc_test_run_add_worker (going, 1, 0, 1000, PSC_NEVER);
  psc_run_take_batch (going);
  unfinished = psc_history_keep_run (fixture->history, going);

  g_assert_null (get_no_comparison (fixture, 2, NULL, FALSE, NULL));
  g_assert_null (get_no_comparison (fixture, 1, NULL, TRUE, NULL));
  g_assert_null (get_no_comparison (fixture, 1, NULL, TRUE,
                                    fixture->exercise));
  g_assert_cmpstr (get_no_comparison (fixture, 1, NULL, TRUE, run), ==,
                   "This is the run that is shown: select another one, too");
  g_assert_null (get_no_comparison (fixture, 2, NULL, TRUE, run));
  g_assert_cmpstr (get_no_comparison (fixture, 1, NULL, FALSE, NULL), ==,
                   "No run is shown: select another one, too");
  g_assert_cmpstr (get_no_comparison (fixture, 3, NULL, TRUE, NULL), ==,
                   "Two runs can be compared, no more");
  g_assert_cmpstr (get_no_comparison (fixture, 1, fixture->exercise, TRUE,
                                      NULL), ==, "Only runs can be compared");
  g_assert_cmpstr (get_no_comparison (fixture, 1, unfinished, TRUE, NULL), ==,
                   "A run can be compared as soon as it has ended");
}

#define ADD(path, test) \
  g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/history-words/run", test_run);
  ADD ("/history-words/exercise", test_exercise);
  ADD ("/history-words/comparison", test_comparison);
  g_test_add_func ("/history-words/day", test_day);
  ADD ("/history-words/text", test_text);
  ADD ("/history-words/filter", test_filter);

  return g_test_run ();
}
