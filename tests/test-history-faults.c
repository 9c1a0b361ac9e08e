/* test-history-faults.c: whatever happens to the database, runs go on
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "psc-history-db-private.h"
#include "psc-test-history.h"
#include "psc-test-pool.h"
#include "psc-test-run.h"

#define KEEP_ONE "--keep-one"
#define KEEP_TEN "--keep-ten"

#define N_WRITERS 4
#define N_KEPT    10

/* What is older than this when the program dies has to be there: a quarter of
 * a second, and time for a busy machine to get to it. */
#define SLACK_S 3.

static GSubprocess *
start (const char * const *args)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (argv, program);
  for (; *args != NULL; args++)
    g_ptr_array_add (argv, (gpointer) *args);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char * const *) argv->pdata,
                               G_SUBPROCESS_FLAGS_INHERIT_FDS, &error);
  g_assert_no_error (error);

  return process;
}

static void
waited_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  ++*(guint *) user_data;
}

/* The program that is killed: each file's step writes its name, the process
 * that runs it, and the time, which are read again by assert_log(). */
static int
keep_one (const char *directory,
          const char *path)
{
  g_autoptr (PscHistory) history = psc_history_new (path);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscListing) listing = psc_test_list (directory);
  g_autofree char *log = g_strconcat (path, ".log", NULL);
  g_autofree char *command = g_strdup_printf (
    "sh -c 'read t rest < /proc/uptime; echo \"$t $PPID ${1##*/}\" >> %s;"
    " sleep 0.02' sh", log);
  g_autoptr (PscRun) run = NULL;

  settings->workers = 3;
  settings->chunk_size = 2;
  psc_test_pool_set_command (settings, command);
  run = psc_run_new (settings, listing);
  psc_history_keep_run (history, run);
  psc_test_execute (run, NULL, NULL);

  return EXIT_SUCCESS;
}

/* One of several programs that keep at the same time. */
static int
keep_ten (const char *path,
          const char *seed)
{
  g_autoptr (PscHistory) history = psc_history_new (path);

  for (guint32 i = 0; i < N_KEPT; i++)
    {
      g_autoptr (PscRun) run =
        psc_test_run_new_random ((guint32) atoi (seed) * N_KEPT + i, 2, 100);

      psc_history_keep_run (history, run);
      if (i % 3 == 0)
        psc_history_flush (history);
    }
  psc_history_flush (history);

  return psc_history_get_problem (history) == NULL ? EXIT_SUCCESS
                                                   : EXIT_FAILURE;
}

typedef struct
{
  double  time_s;
  pid_t   worker;
  char   *name;
} Line;

static void
line_clear (gpointer data)
{
  Line *line = data;

  g_free (line->name);
}

/* What the steps have written; the last line may not be whole. */
static GArray *
read_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, ".log", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GArray *array = g_array_new (FALSE, FALSE, sizeof (Line));

  g_array_set_clear_func (array, line_clear);
  if (!g_file_get_contents (log, &text, NULL, NULL))
    return array;

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 3);
      Line line = { g_ascii_strtod (words[0], NULL),
                    (pid_t) g_ascii_strtoll (words[1], NULL, 10),
                    g_strdup (words[2]) };

      g_array_append_val (array, line);
    }

  return array;
}

static double
get_uptime (void)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents ("/proc/uptime", &text, NULL, NULL));

  return g_ascii_strtod (text, NULL);
}

static gboolean
is_long_enough (const char *path)
{
  g_autoptr (GArray) log = read_log (path);

  return log->len > 50 &&
         get_uptime () - g_array_index (log, Line, 20).time_s > SLACK_S;
}

/* Every task that is kept did run, and every one that ran long enough before
 * the end is kept. */
static void
assert_log (PscRun     *run,
            GArray     *log,
            double      killed_s)
{
  PscListing *listing = psc_run_get_listing (run);
  g_autoptr (GHashTable) times = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_kept = 0, n_old = 0;

  for (guint i = 0; i < log->len; i++)
    g_hash_table_insert (times, g_array_index (log, Line, i).name,
                         &g_array_index (log, Line, i));

  for (guint i = 0; i < psc_run_get_n_tasks (run); i++)
    {
      const Line *line =
        g_hash_table_lookup (times, psc_listing_get_name (listing, i));
      gboolean kept = psc_run_get_task (run, i)->outcome == PSC_OUTCOME_OK;

      if (kept)
        g_assert_nonnull (line);
      if (line != NULL && line->time_s < killed_s - SLACK_S)
        {
          g_assert_true (kept);
          n_old++;
        }
      n_kept += kept;
    }

  g_test_message ("%u begun, %u kept, %u old", log->len, n_kept, n_old);
  g_assert_cmpuint (n_old, >=, 20);
  g_assert_cmpuint (n_kept, <=, log->len);
}

static void
test_killed (PscTestHistory *fixture,
             gconstpointer   data)
{
  PscTestPool pool = { NULL };
  const char *args[] = { KEEP_ONE, NULL, fixture->path, NULL };
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GArray) lines = NULL;
  g_autoptr (PscRun) run = NULL;
  g_autoptr (GError) error = NULL;
  PscHistoryEntry *entry;
  double killed_s;

  psc_test_pool_set_up (&pool, NULL);
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%04u", pool.directory, i);

      g_assert_true (g_file_set_contents (path, "", 0, NULL));
    }
  psc_test_history_close (fixture);

  args[1] = pool.directory;
  process = start (args);
  psc_test_wait_until (is_long_enough (fixture->path));
  g_subprocess_send_signal (process, SIGKILL);
  killed_s = get_uptime ();
  g_subprocess_wait (process, NULL, NULL);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));

  /* Nobody of it goes on. */
  lines = read_log (fixture->path);
  for (guint i = 0; i < lines->len; i++)
    psc_test_wait_until (
      !psc_test_is_alive (g_array_index (lines, Line, i).worker));

  g_array_unref (lines);
  lines = read_log (fixture->path);
  psc_test_history_open (fixture);
  g_assert_cmpstr (psc_history_get_problem (fixture->history), ==, NULL);
  entry = psc_test_history_get_entry (fixture, 0);
  g_assert_cmpint (psc_history_entry_get_state (entry), ==,
                   PSC_HISTORY_UNFINISHED);
  g_assert_nonnull (psc_history_entry_get_sketch (entry));
  g_assert_cmpint (psc_history_entry_get_wall_ns (entry), >, 0);
  run = psc_test_history_read_run (fixture, entry, &error);
  g_assert_no_error (error);
  assert_log (run, lines, killed_s);
  g_assert_cmpuint (psc_history_entry_get_n_ended (entry), ==,
                    psc_run_get_n_outcome (run, PSC_OUTCOME_OK));

  /* What the dead one has left is taken in, and cleared away. */
  psc_test_history_close (fixture);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  psc_test_pool_tear_down (&pool, NULL);
}

static void
test_several (PscTestHistory *fixture,
              gconstpointer   data)
{
  GSubprocess *processes[N_WRITERS];
  guint n_ended = 0;

  for (guint i = 0; i < N_WRITERS; i++)
    {
      char seed[] = { (char) ('0' + i), '\0' };
      const char * const args[] = { KEEP_TEN, fixture->path, seed, NULL };

      processes[i] = start (args);
      g_subprocess_wait_check_async (processes[i], NULL, waited_cb, &n_ended);
    }
  psc_test_wait_until (n_ended == N_WRITERS);
  for (guint i = 0; i < N_WRITERS; i++)
    {
      g_assert_true (g_subprocess_get_successful (processes[i]));
      g_object_unref (processes[i]);
    }

  /* The one that was open all the time sees them, too. */
  psc_history_refresh (fixture->history);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, N_WRITERS * N_KEPT);
  for (guint i = 0; i < N_WRITERS * N_KEPT; i++)
    {
      g_autoptr (PscRun) run = NULL;
      g_autoptr (GError) error = NULL;

      run = psc_test_history_read_run (
        fixture, psc_test_history_get_entry (fixture, i), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (psc_run_get_n_tasks (run), ==, 100);
    }
}

static guint
count_files (const char *directory,
             const char *part)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;
  guint n_files = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    n_files += strstr (name, part) != NULL;

  return n_files;
}

/* Puts other bytes in the place of the database, and looks whether it is set
 * aside and a new one works. */
static void
assert_set_aside (PscTestHistory *fixture,
                  const char     *data,
                  gsize           length)
{
  g_autofree char *parent = g_path_get_dirname (fixture->path);
  guint n_broken = count_files (parent, ".broken-");
  g_autoptr (PscRun) run = NULL;
  const char *problem;

  psc_test_history_close (fixture);
  g_assert_true (g_file_set_contents (fixture->path, data, (gssize) length,
                                      NULL));
  psc_test_history_open (fixture);
  problem = psc_history_get_problem (fixture->history);
  g_assert_nonnull (problem);
  g_assert_nonnull (strstr (problem, "history.sqlite.broken-"));
  g_assert_cmpuint (count_files (parent, ".broken-"), ==, n_broken + 1);
  g_assert_true (psc_history_is_writable (fixture->history));
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 0);

  run = psc_test_history_keep (fixture, 1);
  psc_test_history_assert_kept (fixture, 0, run);
  psc_test_history_open (fixture);
  g_assert_null (psc_history_get_problem (fixture->history));
  psc_test_history_assert_kept (fixture, 0, run);
}

static void
test_broken (PscTestHistory *fixture,
             gconstpointer   data)
{
  g_autoptr (PscRun) run = psc_test_history_keep (fixture, 1);
  g_autofree char *whole = NULL;
  g_autofree char *garbage = NULL;
  gsize length;

  psc_test_history_close (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));
  g_assert_cmpuint (length, >, 20000);

  /* Half of it, half a page, less than its head, no database, another one. */
  assert_set_aside (fixture, whole, length / 2);
  assert_set_aside (fixture, whole, 4096 * 3 + 2048);
  assert_set_aside (fixture, whole, 50);
  garbage = g_strnfill (length, 'x');
  assert_set_aside (fixture, garbage, length);
  memset (whole + 100, 0xaa, 3000);
  assert_set_aside (fixture, whole, length);
}

/* Where the table of the tasks begins, which is not read before it is written
 * to. */
static gint64
find_tasks (const char *path)
{
  g_autoptr (PscHistoryDb) db = _psc_history_db_open (path,
                                                      SQLITE_OPEN_READWRITE);
  gint64 page = _psc_history_db_get_number (
    db, "SELECT rootpage FROM sqlite_schema WHERE name = 'task'", "");
  gint64 size = _psc_history_db_get_number (db, "PRAGMA page_size", "");

  g_assert_true (_psc_history_db_end (db, NULL));
  g_assert_cmpint (page, >, 1);

  return (page - 1) * size;
}

/* That it is broken shows when a run goes on, which is written to the new one
 * from its beginning. */
static void
test_broken_inside (PscTestHistory *fixture,
                    gconstpointer   data)
{
  g_autoptr (PscRun) old = psc_test_history_keep (fixture, 1);
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 2);
  gint64 offset;
  FILE *file;

  psc_test_history_close (fixture);
  offset = find_tasks (fixture->path);
  file = fopen (fixture->path, "r+");
  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, (long) offset, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite ("not a page", 1, 10, file), ==, 10);
  g_assert_cmpint (fclose (file), ==, 0);

  psc_test_history_open (fixture);
  g_assert_null (psc_history_get_problem (fixture->history));
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 1);

  psc_test_run_add_worker (run, 1, 1, 5, PSC_NEVER);
  psc_test_run_add_task (run, 0, 1, 1, 1, 6, 50);
  psc_history_keep_run (fixture->history, run);
  psc_run_take_batch (run);
  psc_history_flush (fixture->history);
  g_assert_nonnull (strstr (psc_history_get_problem (fixture->history),
                            ".broken-"));
  g_assert_true (psc_history_is_writable (fixture->history));
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 1);

  psc_test_run_add_task (run, 1, 1, 1, 2, 50, 90);
  psc_test_run_end (run, 50);
  psc_test_history_assert_kept (fixture, 0, run);
  psc_test_history_open (fixture);
  psc_test_history_assert_kept (fixture, 0, run);
}

/* Another program has set the history aside: what goes on is written to the
 * new one, from its beginning. */
static void
test_replaced (PscTestHistory *fixture,
               gconstpointer   data)
{
  const char * const suffixes[] = { "", "-wal", "-shm" };
  PscTestHistory other = { NULL, fixture->path, NULL };
  g_autoptr (PscRun) old = psc_test_history_keep (fixture, 1);
  g_autoptr (PscRun) new = NULL;
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 2);

  psc_test_run_add_worker (run, 1, 1, 5, PSC_NEVER);
  psc_test_run_add_task (run, 0, 1, 1, 1, 6, 50);
  psc_history_keep_run (fixture->history, run);
  psc_run_take_batch (run);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 2);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (fixture->path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (from, ".aside", NULL);

      g_assert_cmpint (g_rename (from, to), ==, 0);
    }
  psc_test_history_open (&other);
  new = psc_test_history_keep (&other, 2);
  psc_history_refresh (fixture->history);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 2);

  psc_test_run_add_task (run, 1, 1, 1, 2, 50, 90);
  psc_test_run_end (run, 50);
  psc_history_flush (fixture->history);
  psc_history_refresh (other.history);
  psc_history_flush (other.history);
  g_assert_cmpuint (psc_test_history_count (&other), ==, 2);
  psc_test_history_assert_kept (&other, 0, new);
  psc_test_history_assert_kept (&other, 1, run);
  psc_test_history_close (&other);
}

static void
test_unwritable (PscTestHistory *fixture,
                 gconstpointer   data)
{
  g_autoptr (PscRun) run = NULL;
  g_autofree char *parent = g_path_get_dirname (fixture->path);

  psc_test_history_close (fixture);
  psc_test_remove_directory (parent);

  /* Root may write everywhere, but not into what is no directory. */
  if (geteuid () == 0)
    g_assert_true (g_file_set_contents (parent, "", 0, NULL));
  else
    g_assert_cmpint (g_mkdir (parent, 0500), ==, 0);

  psc_test_history_open (fixture);
  g_test_message ("%s", psc_history_get_problem (fixture->history));
  g_assert_nonnull (psc_history_get_problem (fixture->history));
  g_assert_false (psc_history_is_writable (fixture->history));
  run = psc_test_history_keep (fixture, 1);
  psc_history_set_limit (fixture->history, 1);
  psc_history_refresh (fixture->history);
  psc_history_flush (fixture->history);
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 0);
  psc_test_history_close (fixture);
  g_unlink (parent);
}

/* Another program has the database for itself, for a while. */
static void
test_busy (PscTestHistory *fixture,
           gconstpointer   data)
{
  g_autoptr (PscHistoryDb) db = _psc_history_db_open (fixture->path,
                                                      SQLITE_OPEN_READWRITE);
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 3, 50);

  _psc_history_db_begin (db, TRUE);
  psc_history_keep_run (fixture->history, run);
  g_usleep (G_USEC_PER_SEC / 2);
  g_assert_true (_psc_history_db_end (db, NULL));

  psc_test_history_assert_kept (fixture, 0, run);
  g_assert_null (psc_history_get_problem (fixture->history));
}

/* Somebody has deleted it all: what goes on is written to a new one, which may
 * well be given the number of the old one's file. */
static void
test_deleted (PscTestHistory *fixture,
              gconstpointer   data)
{
  const char * const suffixes[] = { "", "-wal", "-shm" };
  g_autoptr (PscRun) old = psc_test_history_keep (fixture, 1);
  g_autoptr (PscRun) new = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, suffixes[i], NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  psc_history_refresh (fixture->history);
  psc_history_flush (fixture->history);
  g_assert_cmpstr (psc_history_get_problem (fixture->history), ==, NULL);
  g_assert_true (psc_history_is_writable (fixture->history));
  g_assert_cmpuint (psc_test_history_count (fixture), ==, 0);

  new = psc_test_history_keep (fixture, 2);
  psc_test_history_assert_kept (fixture, 0, new);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], KEEP_ONE))
    return keep_one (argv[2], argv[3]);
  if (argc == 4 && g_str_equal (argv[1], KEEP_TEN))
    return keep_ten (argv[2], argv[3]);

  g_test_init (&argc, &argv, NULL);

  PSC_TEST_HISTORY_ADD ("/history-faults/killed", test_killed);
  PSC_TEST_HISTORY_ADD ("/history-faults/several", test_several);
  PSC_TEST_HISTORY_ADD ("/history-faults/broken", test_broken);
  PSC_TEST_HISTORY_ADD ("/history-faults/broken-inside", test_broken_inside);
  PSC_TEST_HISTORY_ADD ("/history-faults/replaced", test_replaced);
  PSC_TEST_HISTORY_ADD ("/history-faults/deleted", test_deleted);
  PSC_TEST_HISTORY_ADD ("/history-faults/unwritable", test_unwritable);
  PSC_TEST_HISTORY_ADD ("/history-faults/busy", test_busy);

  return g_test_run ();
}
