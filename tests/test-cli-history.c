/* test-cli-history.c: runs that are kept, listed, shown, exported and deleted
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <signal.h>
#include <string.h>

#include "psc-exercise.h"
#include "psc-history.h"
#include "psc-test-cli.h"

/* A directory to run, and a user who has kept nothing yet. */
typedef struct
{
  char *directory;
  char *place;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char * const names[] = { "a", "b", "c", "d", NULL };

  fixture->directory = psc_test_make_directory (names);
  fixture->place = psc_test_make_directory (NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  psc_test_remove_directory (fixture->directory);
  psc_test_remove_directory (fixture->place);
  g_free (fixture->directory);
  g_free (fixture->place);
}

/* Starts the program for the user of the fixture, or for one of a locale. */
static PscTestCli *
start (Fixture            *fixture,
       const char         *locale,
       const char * const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = psc_test_cli_launcher_new ();

  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", fixture->place,
                                TRUE);
  if (locale != NULL)
    g_subprocess_launcher_setenv (launcher, "LC_ALL", locale, TRUE);

  return psc_test_cli_start_full (launcher, NULL, arguments);
}

#define START(fixture, ...) \
  start (fixture, NULL, (const char * const[]) { __VA_ARGS__, NULL })
#define RUN(fixture, ...) psc_test_cli_wait (START (fixture, __VA_ARGS__))

static char *
dup_path (Fixture    *fixture,
          const char *name)
{
  return g_build_filename (fixture->place, name, NULL);
}

static char *
read_file (Fixture    *fixture,
           const char *name,
           gsize      *length)
{
  g_autofree char *path = dup_path (fixture, name);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, length, &error);
  g_assert_no_error (error);

  return text;
}

static void
assert_same_file (Fixture    *fixture,
                  const char *first,
                  const char *second)
{
  gsize first_length, second_length;
  g_autofree char *a = read_file (fixture, first, &first_length);
  g_autofree char *b = read_file (fixture, second, &second_length);

  g_assert_cmpmem (a, first_length, b, second_length);
  g_assert_cmpuint (first_length, >, 100);
}

/* One run of the fixture's directory that is kept. */
static void
keep_run (Fixture    *fixture,
          const char *mode)
{
  g_autofree char *option = g_strconcat ("--mode=", mode, NULL);
  g_autoptr (PscTestCli) cli = RUN (fixture, "run", "--keep", option,
                                    "--workers=2", fixture->directory);

  psc_test_cli_assert_status (cli, 0);
  psc_test_cli_assert_says (cli, "The run is kept.");
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';

  return n;
}

/* Looking for what was kept makes no database. */
static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture, "poolscope");
  g_autoptr (PscTestCli) list = RUN (fixture, "history");
  g_autoptr (PscTestCli) show = RUN (fixture, "history", "show", "1");
  g_autoptr (PscTestCli) run = RUN (fixture, "run", "--quiet", "--keep",
                                    "--no-keep", fixture->directory);

  psc_test_cli_assert_status (list, 0);
  g_assert_true (g_str_has_prefix (list->out, "Nothing has been kept yet."));
  g_assert_cmpstr (list->err, ==, "");
  psc_test_cli_assert_status (show, 3);
  psc_test_cli_assert_says (show, "no entry 1.");
  g_assert_cmpuint (count_lines (show->err), ==, 1);
  psc_test_cli_assert_status (run, 0);
  g_assert_cmpstr (run->err, ==, "");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *lost = g_build_filename (fixture->directory, "pipe", NULL);
  g_autoptr (PscTestCli) list = NULL;
  g_autoptr (PscTestCli) newest = NULL;
  g_autoptr (PscTestCli) found = NULL;
  g_autoptr (PscTestCli) nothing = NULL;
  g_auto (GStrv) lines = NULL;

  keep_run (fixture, "dummy");
  keep_run (fixture, "process");

  list = RUN (fixture, "history", "list");
  psc_test_cli_assert_status (list, 0);
  g_assert_cmpstr (list->err, ==, "");
  lines = g_strsplit (list->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_true (g_str_has_prefix (lines[0], "  ID  started "));
  g_assert_true (g_str_has_prefix (lines[1], "   2  20"));
  g_assert_nonnull (strstr (lines[1], fixture->directory));
  g_assert_nonnull (strstr (lines[1], "  process  "));
  g_assert_nonnull (strstr (lines[1], "  finished"));
  g_assert_true (g_str_has_prefix (lines[2], "   1  20"));
  g_assert_nonnull (strstr (lines[2], "  dummy  "));

  newest = RUN (fixture, "history", "--limit=1");
  g_assert_nonnull (strstr (newest->out, "  process  "));
  g_assert_null (strstr (newest->out, "  dummy  "));
  psc_test_cli_assert_says (newest, "--limit leaves 1 entry out.");

  found = RUN (fixture, "history", "--search=DUMM");
  g_assert_null (strstr (found->out, "  process  "));
  g_assert_nonnull (strstr (found->out, "  dummy  "));
  g_assert_cmpstr (found->err, ==, "");

  nothing = RUN (fixture, "history", "--search=zzz");
  psc_test_cli_assert_status (nothing, 0);
  g_assert_true (g_str_has_prefix (nothing->out, "Nothing that was kept"));
}

/* A run is shown as it was reported, and exported as it was written. */
static void
test_show (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *csv = dup_path (fixture, "run.csv");
  g_autofree char *csv_option = g_strconcat ("--csv=", csv, NULL);
  g_autofree char *again = dup_path (fixture, "again.csv");
  g_autofree char *again_option = g_strconcat ("--csv=", again, NULL);
  g_autofree char *svg = dup_path (fixture, "again.svg");
  g_autofree char *svg_option = g_strconcat ("--chart=", svg, NULL);
  g_autoptr (PscTestCli) run = RUN (fixture, "run", "--keep", "--workers=2",
                                    fixture->directory);
  g_autoptr (PscTestCli) show = RUN (fixture, "history", "show", "1");
  g_autoptr (PscTestCli) written = RUN (fixture, "run", "--keep", csv_option,
                                        fixture->directory);
  g_autoptr (PscTestCli) export = RUN (fixture, "history", "export", "2",
                                       again_option, svg_option,
                                       "--size=400x300");
  g_autoptr (PscTestCli) json = RUN (fixture, "history", "export", "2",
                                     "--json=-");
  g_autoptr (JsonNode) document = NULL;
  g_autofree char *picture = NULL;
  const char *body;

  psc_test_cli_assert_status (run, 0);
  psc_test_cli_assert_status (show, 0);
  g_assert_true (g_str_has_prefix (show->out, "1 · 20"));
  body = strstr (show->out, "\n\n");
  g_assert_nonnull (body);
  g_assert_cmpstr (body + 2, ==, run->out);
  g_assert_cmpstr (show->err, ==, "");

  psc_test_cli_assert_status (written, 0);
  psc_test_cli_assert_status (export, 0);
  g_assert_cmpstr (export->out, ==, "");
  g_assert_cmpstr (export->err, ==, "");
  assert_same_file (fixture, "run.csv", "again.csv");
  picture = read_file (fixture, "again.svg", NULL);
  g_assert_nonnull (strstr (picture, "width=\"400"));

  psc_test_cli_assert_status (json, 0);
  document = psc_test_cli_parse (json);
  psc_test_document_check (document);
  g_assert_cmpint (psc_test_document_count (document, "ok"), ==, 4);
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (PscTestCli) half = NULL;
  g_autoptr (PscTestCli) both = NULL;
  g_autoptr (PscTestCli) list = NULL;
  g_autoptr (PscTestCli) gone = NULL;

  keep_run (fixture, "dummy");
  keep_run (fixture, "thread");
  keep_run (fixture, "process");

  /* All or nothing. */
  half = RUN (fixture, "history", "delete", "1", "99");
  psc_test_cli_assert_status (half, 3);
  psc_test_cli_assert_says (half, "no entry 99.");
  g_assert_cmpstr (half->out, ==, "");

  both = RUN (fixture, "history", "delete", "1", "3");
  psc_test_cli_assert_status (both, 0);
  g_assert_true (g_str_has_prefix (both->out, "Deleted: 1 · 20"));
  g_assert_nonnull (strstr (both->out, "\nDeleted: 3 · 20"));
  g_assert_cmpuint (count_lines (both->out), ==, 2);

  list = RUN (fixture, "history");
  g_assert_cmpuint (count_lines (list->out), ==, 2);
  g_assert_nonnull (strstr (list->out, "  thread  "));
  gone = RUN (fixture, "history", "show", "1");
  psc_test_cli_assert_status (gone, 3);
}

typedef struct
{
  const char *arguments[5];
  const char *expected;
} Case;

static void
test_wrong (Fixture       *fixture,
            gconstpointer  data)
{
  static const Case cases[] = {
    { { "history", "walk" }, "There is no “history walk”" },
    { { "history", "12" }, "list, show, export, delete" },
    { { "history", "show" }, "Give an ID." },
    { { "history", "show", "1", "2" }, "Give one ID only." },
    { { "history", "show", "x" }, "“x” is no ID." },
    { { "history", "show", "0" }, "“0” is no ID." },
    { { "history", "show", "99999999999999999999" }, "is no ID." },
    { { "history", "list", "x" }, "--search=TEXT" },
    { { "history", "delete" }, "Give an ID." },
    { { "history", "--limit=0" }, "from 1 to 2147483647" },
    { { "history", "show", "1", "--limit=1" }, "for the list only" },
    { { "history", "delete", "1", "--search=x" }, "for the list only" },
    { { "history", "export", "1" }, "Say what to write" },
    { { "history", "show", "1", "--json=-" }, "history export ID" },
    { { "history", "export", "1", "--json=-", "--csv=-" },
      "Only one output" },
    { { "history", "export", "1", "--chart=x.gif" }, "*.png, *.svg, *.pdf" },
    { { "history", "--frobnicate" }, "--frobnicate" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *arguments[G_N_ELEMENTS (cases[i].arguments) + 1] = { NULL, };
      g_autoptr (PscTestCli) cli = NULL;

      memcpy (arguments, cases[i].arguments, sizeof cases[i].arguments);
      cli = psc_test_cli_wait (start (fixture, NULL, arguments));
      psc_test_cli_assert_status (cli, 2);
      psc_test_cli_assert_says (cli, cases[i].expected);
      psc_test_cli_assert_says (cli, "“poolscope-cli history --help” lists");
      g_assert_cmpstr (cli->out, ==, "");
    }
}

/* How many files of the only run are in the history by now. */
static gboolean
has_kept (Fixture    *fixture,
          const char *state)
{
  g_autoptr (PscTestCli) list = RUN (fixture, "history");

  return strstr (list->out, state) != NULL;
}

/* Two files are quick, the others never end. */
static PscTestCli *
start_slow (Fixture *fixture)
{
  g_auto (GStrv) step = psc_test_make_program (
    fixture->place, "step",
    "case $1 in */a|*/b) echo done; exit;; esac\nsleep 60");
  g_autofree char *option = g_strconcat ("--step=s=", step[0], NULL);

  return START (fixture, "run", "--keep", "--workers=2", "--chunk-size=1",
                option, fixture->directory);
}

/* Whoever kills the program in the middle finds what was done until then. */
static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (PscTestCli) run = start_slow (fixture);
  g_autoptr (PscTestCli) running = NULL;
  g_autoptr (PscTestCli) deleted = NULL;
  g_autoptr (PscTestCli) list = NULL;
  g_autoptr (PscTestCli) show = NULL;

  psc_test_wait_until (has_kept (fixture, "  running, 2 of 4"));
  running = RUN (fixture, "history", "show", "1");
  psc_test_cli_assert_status (running, 0);
  g_assert_nonnull (strstr (running->out, "It is still being measured"));
  deleted = RUN (fixture, "history", "delete", "1");
  psc_test_cli_assert_status (deleted, 3);
  psc_test_cli_assert_says (deleted, "still being measured");

  kill (run->pid, SIGKILL);
  psc_test_cli_wait (run);
  psc_test_cli_assert_status (run, -SIGKILL);

  list = RUN (fixture, "history");
  g_assert_nonnull (strstr (list->out, "  unfinished, 2 of 4"));
  show = RUN (fixture, "history", "show", "1");
  psc_test_cli_assert_status (show, 0);
  g_assert_nonnull (strstr (show->out, "\n  The program ended while this ran: 2 of 4"));
  g_assert_nonnull (strstr (show->out, "a\n  s  done\n"));
  g_assert_nonnull (strstr (show->out, "2 ok, 2 not done"));
  g_assert_nonnull (strstr (show->out, "did: 2 files were not done.\n"));
  g_assert_nonnull (strstr (show->out, "CPU time             not known\n"));
  psc_test_wait_until (psc_test_cli_count_processes (run) == 0);
}

/* A run that is stopped is kept as what it is. */
static void
test_stopped (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (PscTestCli) run = start_slow (fixture);
  g_autoptr (PscTestCli) list = NULL;

  psc_test_wait_until (has_kept (fixture, "  running, 2 of 4"));
  kill (run->pid, SIGINT);
  psc_test_cli_wait (run);
  psc_test_cli_assert_status (run, 128 + SIGINT);

  list = RUN (fixture, "history");
  g_assert_nonnull (strstr (list->out, "  2 stopped"));
}

/* The run is what it is; that it is not kept is said, to scripts as well. */
static void
test_no_room (Fixture       *fixture,
              gconstpointer  data)
{
  Fixture nowhere = { fixture->directory, (char *) "/proc/no/such/place" };
  g_autoptr (PscTestCli) run = RUN (&nowhere, "run", "--keep",
                                    fixture->directory);
  g_autoptr (PscTestCli) list = RUN (&nowhere, "history");

  psc_test_cli_assert_status (run, 1);
  g_assert_nonnull (strstr (run->out, "wall time"));
  g_assert_cmpuint (count_lines (run->err), ==, 1);
  g_assert_true (g_str_has_prefix (run->err, "poolscope-cli: "));
  psc_test_cli_assert_status (list, 0);
}

/* Times are written as the user reads them, and documents as programs do. */
static void
test_locale (Fixture       *fixture,
             gconstpointer  data)
{
  static const char * const show[] = { "history", "show", "1", NULL };
  static const char * const export[] = { "history", "export", "1", "--csv=-",
                                         NULL };
  g_autoptr (PscTestCli) shown = NULL;
  g_autoptr (PscTestCli) german = NULL;
  g_autoptr (PscTestCli) english = NULL;

  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("the locale de_DE.UTF-8 is not installed");
      return;
    }

  keep_run (fixture, "dummy");
  setlocale (LC_NUMERIC, "C");
  shown = psc_test_cli_wait (start (fixture, "de_DE.UTF-8", show));
  german = psc_test_cli_wait (start (fixture, "de_DE.UTF-8", export));
  english = psc_test_cli_wait (start (fixture, NULL, export));

  psc_test_cli_assert_status (shown, 0);
  g_assert_nonnull (strstr (shown->out, "0,"));
  psc_test_cli_assert_status (german, 0);
  g_assert_cmpstr (german->out, ==, english->out);
  g_assert_nonnull (strstr (german->out, "-1473.632796"));
}

/* That nothing was kept is only said where that is known. */
static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture, "poolscope/history.sqlite");
  g_autoptr (PscTestCli) list = NULL;

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  list = RUN (fixture, "history");
  psc_test_cli_assert_status (list, 3);
  g_assert_cmpstr (list->out, ==, "");
  g_assert_cmpuint (count_lines (list->err), ==, 1);
}

/* Keeps an exercise as the window does: predicted, and measured if so. */
static void
keep_exercise (Fixture  *fixture,
               gboolean  measured)
{
  const char * const names[] = { "a", "b", NULL };
  g_autofree char *path = dup_path (fixture, "poolscope/history.sqlite");
  g_autoptr (PscHistory) history = psc_history_new (path);
  g_autoptr (PscExercise) exercise = psc_exercise_new (PSC_EXERCISE_DUMMY);
  g_autoptr (PscListing) listing = psc_listing_new_for_names ("/files", names);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscPrediction) prediction =
    psc_prediction_new (PSC_ANSWER_DUMMY, "threads are light", NULL, 0);
  g_autoptr (PscExerciseResult) open = NULL;
  g_autoptr (PscExerciseResult) result = NULL;
  g_autoptr (GPtrArray) sweeps = g_ptr_array_new ();
  PscSweep *sweep;

  psc_exercise_set_files (exercise, listing, settings);
  psc_exercise_predict (exercise, prediction);
  open = psc_exercise_dup_result (exercise);
  sweep = psc_exercise_get_sweep (exercise, PSC_EXERCISE_PART_MAIN);
  for (guint i = 0; i < 4; i++)
    {
      PscSweepRun run = { .point = i % 2, .repeat = 1 + i / 2 };

      run.figures = (PscFigures) {
        .n_files = 2, .n_run = 2, .n_lanes = 2, .n_cpus = 2,
        .wall_ns = 100000000 + i,
      };
      psc_sweep_add_run (sweep, &run);
    }
  if (measured)
    g_ptr_array_add (sweeps, sweep);
  result = psc_exercise_result_new (PSC_EXERCISE_DUMMY, &open->options,
                                    open->settings, open->listing,
                                    open->prediction, sweeps, open->made);
  psc_history_keep_result (history, result);
  psc_history_flush (history);
}

static void
test_exercise (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *svg = dup_path (fixture, "slide.svg");
  g_autofree char *svg_option = g_strconcat ("--chart=", svg, NULL);
  g_autoptr (PscTestCli) list = NULL;
  g_autoptr (PscTestCli) show = NULL;
  g_autoptr (PscTestCli) points = NULL;
  g_autoptr (PscTestCli) slide = NULL;
  g_autoptr (PscTestCli) trace = NULL;
  g_autoptr (PscTestCli) unmeasured = NULL;
  g_autofree char *picture = NULL;

  keep_exercise (fixture, TRUE);
  keep_exercise (fixture, FALSE);

  list = RUN (fixture, "history", "--search=against dummy");
  psc_test_cli_assert_status (list, 0);
  g_assert_cmpuint (count_lines (list->out), ==, 3);
  g_assert_nonnull (strstr (list->out, "  /files     exercise c  "));

  show = RUN (fixture, "history", "show", "1");
  psc_test_cli_assert_status (show, 0);
  g_assert_nonnull (strstr (show->out, "  Because “threads are light”"));
  g_assert_nonnull (strstr (show->out, "runs, then stopped"));

  points = RUN (fixture, "history", "export", "1", "--csv=-");
  psc_test_cli_assert_status (points, 0);
  g_assert_nonnull (strstr (points->out, "dummy"));
  slide = RUN (fixture, "history", "export", "1", svg_option);
  psc_test_cli_assert_status (slide, 0);
  picture = read_file (fixture, "slide.svg", NULL);
  g_assert_nonnull (strstr (picture, "<svg"));

  trace = RUN (fixture, "history", "export", "1", "--trace=-");
  psc_test_cli_assert_status (trace, 2);
  psc_test_cli_assert_says (trace, "has no trace");
  unmeasured = RUN (fixture, "history", "export", "2", "--csv=-");
  psc_test_cli_assert_status (unmeasured, 3);
  psc_test_cli_assert_says (unmeasured, "predicted and not measured");
}

#define ADD(path, test) \
  g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/cli/history/empty", test_empty);
  ADD ("/cli/history/list", test_list);
  ADD ("/cli/history/show", test_show);
  ADD ("/cli/history/delete", test_delete);
  ADD ("/cli/history/wrong", test_wrong);
  ADD ("/cli/history/killed", test_killed);
  ADD ("/cli/history/stopped", test_stopped);
  ADD ("/cli/history/no-room", test_no_room);
  ADD ("/cli/history/unreadable", test_unreadable);
  ADD ("/cli/history/exercise", test_exercise);
  ADD ("/cli/history/locale", test_locale);

  return g_test_run ();
}
