/* test-exercise-data.c: an exercise's points and sweeps, for other programs
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <json-glib/json-glib.h>

#include "psc-exercise-data.h"
#include "psc-sweep-document.h"

static PscExercise *
new_exercise (PscExerciseKind kind)
{
  static const char * const names[] = { "a", "b", NULL };
  g_autoptr (PscListing) listing = psc_listing_new_for_names ("/test", names);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscExercise *exercise = psc_exercise_new (kind);

  settings->workers = 2;
  psc_exercise_set_files (exercise, listing, settings);

  return exercise;
}

static char *
write_text (PscWriteFunc write,
            gpointer     object)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (write (stream, object, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  bytes = g_memory_output_stream_steal_as_bytes (
    G_MEMORY_OUTPUT_STREAM (stream));

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static guint
count_points (PscExercise     *exercise,
              PscExercisePart  part)
{
  return psc_sweep_get_points (psc_exercise_get_sweep (exercise, part))->len;
}

/* One line of headings, and one for each point of all sweeps. */
static void
test_points (void)
{
  for (PscExerciseKind kind = 0; kind < PSC_N_EXERCISES; kind++)
    {
      g_autoptr (PscExercise) exercise = new_exercise (kind);
      g_autofree char *text = write_text (psc_exercise_points_write, exercise);
      g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
      guint n_points = 0, n_headings = 0;

      for (guint i = 0; i < psc_exercise_get_n_parts (kind); i++)
        n_points += count_points (exercise, i);
      for (guint i = 0; lines[i] != NULL; i++)
        n_headings += g_str_has_prefix (lines[i], "mode,");
      g_assert_cmpuint (n_headings, ==, 1);
      g_assert_true (g_str_has_prefix (lines[0], "mode,"));
      g_assert_cmpuint (g_strv_length (lines), ==, n_points + 2);
    }
}

/* One sweep is its document, as it is alone. */
static void
test_one_sweep (void)
{
  g_autoptr (PscExercise) exercise = new_exercise (PSC_EXERCISE_DUMMY);
  PscSweep *sweep = psc_exercise_get_sweep (exercise, PSC_EXERCISE_PART_MAIN);
  g_autofree char *text = write_text (psc_exercise_sweeps_write, exercise);
  g_autofree char *alone = write_text (psc_sweep_document_write, sweep);

  g_assert_cmpstr (text, ==, alone);
}

static void
test_two_sweeps (void)
{
  g_autoptr (PscExercise) exercise = new_exercise (PSC_EXERCISE_PROCESS_COST);
  g_autofree char *text = write_text (psc_exercise_sweeps_write, exercise);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *array;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  array = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (array), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      JsonObject *sweep = json_array_get_object_element (array, i);

      g_assert_cmpstr (json_object_get_string_member (sweep, "format"), ==,
                       "poolscope-sweep");
      g_assert_cmpuint (json_array_get_length (
                          json_object_get_array_member (sweep, "points")), ==,
                        count_points (exercise, i));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/exercise-data/points", test_points);
  g_test_add_func ("/store/exercise-data/one-sweep", test_one_sweep);
  g_test_add_func ("/store/exercise-data/two-sweeps", test_two_sweeps);

  return g_test_run ();
}
