/* test-fault-files.c: entries that are no files, or not for long
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>

#include "psc-test-cli.h"

/* The time limit of a step, as an option and as what it means. */
#define LIMIT_OPTION "--step-timeout=1"
#define LIMIT_NS     G_GINT64_CONSTANT (1000000000)

/* How many files there are of each kind of change. */
#define N_EACH 8

typedef enum
{
  STAYS,
  VANISHES,
  GROWS,
  SHRINKS,
  BECOMES_PIPE,
  N_CHANGES
} Change;

static const char * const changes[N_CHANGES] = {
  [STAYS] = "stays",
  [VANISHES] = "vanishes",
  [GROWS] = "grows",
  [SHRINKS] = "shrinks",
  [BECOMES_PIPE] = "becomes-pipe",
};

typedef struct
{
  const char *directory;
  int         done; /* atomic */
} Mutator;

static const char *
get_outcome (JsonObject *task)
{
  return json_object_get_string_member (task, "outcome");
}

static void
make_socket (const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpuint (g_strlcpy (address.sun_path, path,
                               sizeof address.sun_path),
                    <, sizeof address.sun_path);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address),
                   ==, 0);
  close (fd);
}

static void
make_link (const char *directory,
           const char *target,
           const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

/* Opening these would wait for ever, or do something. */
static char *
make_special_files (void)
{
  char *directory = psc_test_make_directory (
    (const char * const[]) { "plain", "sub/", NULL });
  g_autofree char *pipe = g_build_filename (directory, "pipe", NULL);
  g_autofree char *socket = g_build_filename (directory, "socket", NULL);
  g_autofree char *block = g_build_filename (directory, "block", NULL);

  g_assert_cmpint (mkfifo (pipe, 0644), ==, 0);
  make_socket (socket);
  make_link (directory, "pipe", "to-pipe");
  make_link (directory, "to-pipe", "to-to-pipe");
  make_link (directory, "socket", "to-socket");
  make_link (directory, "/dev/zero", "to-zero");
  make_link (directory, "plain", "to-plain");
  make_link (directory, "sub", "to-sub");
  make_link (directory, "nothing", "dangling");
  make_link (directory, "loop-b", "loop-a");
  make_link (directory, "loop-a", "loop-b");
  make_link (directory, "self", "self");

  /* Only root may make one, and not everywhere. */
  if (mknod (block, S_IFBLK | 0644, makedev (7, 0)) != 0)
    g_assert_true (errno == EPERM || errno == EACCES);

  return directory;
}

static void
test_special (gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *outcome;
    const char *reason;
  } cases[] = {
    { "plain", "ok", NULL },
    { "to-plain", "ok", NULL },
    { "sub", "nonzero", "wc exited with status 1" },
    { "to-sub", "nonzero", "wc exited with status 1" },
    { "pipe", "skipped", "named pipe" },
    { "to-pipe", "skipped", "named pipe" },
    { "to-to-pipe", "skipped", "named pipe" },
    { "socket", "skipped", "socket" },
    { "to-socket", "skipped", "socket" },
    { "to-zero", "skipped", "device" },
    { "block", "skipped", "device" },
    { "dangling", "nonzero", "wc exited with status 1" },
    { "loop-a", "nonzero", "wc exited with status 1" },
    { "loop-b", "nonzero", "wc exited with status 1" },
    { "self", "nonzero", "wc exited with status 1" },
  };
  g_autofree char *directory = make_special_files ();
  g_autofree char *block = g_build_filename (directory, "block", NULL);

  g_autoptr (PscTestCli) cli = psc_test_cli_run ("run", data, "--json=-",
                                                 directory);
  g_autoptr (JsonNode) document = NULL;

  psc_test_cli_assert_status (cli, 1);
  document = psc_test_cli_parse (cli);
  psc_test_document_check (document);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      JsonObject *task;

      if (g_str_equal (cases[i].name, "block") &&
          !g_file_test (block, G_FILE_TEST_EXISTS))
        continue;

      task = psc_test_document_find_task (document, cases[i].name);
      g_assert_cmpstr (get_outcome (task), ==, cases[i].outcome);
      if (cases[i].reason != NULL)
        g_assert_nonnull (strstr (json_object_get_string_member (
                                    task, "reason"), cases[i].reason));
    }

  psc_test_remove_directory (directory);
}

/* A file becomes a named pipe: before its task, which is seen, and in the
 * middle of it, which costs the time limit of one step and nothing else. */
static void
test_swapped (gconstpointer data)
{
  static const char * const names[] = {
    "a", "b", "c-late", "d", "e-early", "f", "g", "h", NULL
  };
  g_autofree char *directory = psc_test_make_directory (names);
  g_autofree char *tools = psc_test_make_directory (NULL);
  g_auto (GStrv) swap = psc_test_make_program (
    tools, "swap",
    "case $1 in\n"
    "  */a) rm \"${1%/*}/e-early\"; mkfifo \"${1%/*}/e-early\";;\n"
    "  *-late) rm \"$1\"; mkfifo \"$1\";;\n"
    "esac");
  g_autofree char *step = g_strconcat ("--step=swap=", swap[0], NULL);
  g_autoptr (PscTestCli) cli =
    psc_test_cli_run ("run", data, "--workers=1", step, "--step=wc=wc",
                      LIMIT_OPTION, "--json=-", directory);
  g_autoptr (JsonNode) document = NULL;
  JsonObject *late, *early, *wc;

  psc_test_cli_assert_status (cli, 1);
  document = psc_test_cli_parse (cli);
  psc_test_document_check (document);
  g_assert_cmpint (psc_test_document_count (document, "ok"), ==, 6);

  early = psc_test_document_find_task (document, "e-early");
  g_assert_cmpstr (get_outcome (early), ==, "skipped");
  late = psc_test_document_find_task (document, "c-late");
  g_assert_cmpstr (get_outcome (late), ==, "timed-out");

  wc = psc_test_document_get_step (late, 1);
  g_assert_cmpint (json_object_get_int_member (wc, "end_ns") -
                   json_object_get_int_member (wc, "start_ns"), >=, LIMIT_NS);
  g_assert_cmpint (json_object_get_int_member (wc, "end_ns") -
                   json_object_get_int_member (wc, "start_ns"), <,
                   10 * LIMIT_NS);
  g_assert_cmpuint (psc_test_cli_count_processes (cli), ==, 0);

  psc_test_remove_directory (tools);
  psc_test_remove_directory (directory);
}

/* Changes one file and undoes the change, so that each moment may see it. */
static void
change_file (const char *path,
             Change      change)
{
  g_autofree char *away = g_strconcat (path, ".away", NULL);
  int fd;

  switch (change)
    {
    case VANISHES:
      g_rename (path, away);
      g_usleep (500);
      g_rename (away, path);
      break;

    case GROWS:
      fd = open (path, O_WRONLY | O_APPEND | O_CLOEXEC);
      g_assert_cmpint (write (fd, "more\n", 5), ==, 5);
      close (fd);
      break;

    case SHRINKS:
      g_assert_cmpint (truncate (path, 0), ==, 0);
      g_assert_cmpint (truncate (path, 1 << 16), ==, 0);
      break;

    case BECOMES_PIPE:
      g_rename (path, away);
      g_assert_cmpint (mkfifo (path, 0644), ==, 0);
      g_usleep (500);
      g_rename (away, path);
      break;

    case STAYS:
    case N_CHANGES:
    default:
      break;
    }
}

static char *
dup_changed_name (Change change,
                  guint  index)
{
  return g_strdup_printf ("%02u-%s", index, changes[change]);
}

static gpointer
mutate_thread (gpointer data)
{
  Mutator *mutator = data;

  while (!g_atomic_int_get (&mutator->done))
    {
      for (guint i = 0; i < N_EACH * N_CHANGES; i++)
        {
          Change change = i % N_CHANGES;
          g_autofree char *name = dup_changed_name (change, i / N_CHANGES);
          g_autofree char *path = g_build_filename (mutator->directory, name,
                                                    NULL);

          change_file (path, change);
        }
    }

  return NULL;
}

static char *
make_changing_files (void)
{
  char *directory = psc_test_make_directory (NULL);

  for (guint i = 0; i < N_EACH * N_CHANGES; i++)
    {
      g_autofree char *name = dup_changed_name (i % N_CHANGES, i / N_CHANGES);
      g_autofree char *path = g_build_filename (directory, name, NULL);

      g_assert_true (g_file_set_contents (path, "one line\n", -1, NULL));
    }

  return directory;
}

/* Whatever happens to a file, its task has an outcome and a reason, and the
 * others are as they would have been. */
static void
check_changed (JsonObject *task,
               Change      change)
{
  static const char * const usual[] = { "ok", NULL };
  static const char * const other[] = {
    "ok", "nonzero", "skipped", "timed-out", NULL
  };
  const char *outcome = get_outcome (task);

  if (change == VANISHES || change == BECOMES_PIPE)
    g_assert_true (g_strv_contains (other, outcome));
  else
    g_assert_true (g_strv_contains (usual, outcome));

  g_assert_true (json_object_get_null_member (task, "reason") ==
                 g_str_equal (outcome, "ok"));
  if (change == STAYS)
    g_assert_nonnull (strstr (json_object_get_string_member (
                                psc_test_document_get_step (task, 1),
                                "stdout"), "1 2 9 "));
}

static void
test_changing (gconstpointer data)
{
  g_autofree char *directory = make_changing_files ();
  g_autofree char *tools = psc_test_make_directory (NULL);
  g_auto (GStrv) begin = psc_test_make_program (tools, "begin",
                                                ": > \"$0-begun\"");
  g_autofree char *step = g_strconcat ("--step=begin=", begin[0], NULL);
  g_autofree char *begun = g_strconcat (begin[0], "-begun", NULL);
  Mutator mutator = { directory, FALSE };
  g_autoptr (PscTestCli) cli = NULL;
  g_autoptr (JsonNode) document = NULL;
  GThread *thread;

  /* The changes begin once the directory is listed. */
  cli = psc_test_cli_start ("run", data, "--workers=2", LIMIT_OPTION, step,
                            "--step=wc=wc", "--json=-", directory);
  psc_test_wait_until (g_file_test (begun, G_FILE_TEST_EXISTS));
  thread = g_thread_new ("mutator", mutate_thread, &mutator);
  psc_test_cli_wait (cli);
  g_atomic_int_set (&mutator.done, TRUE);
  g_thread_join (thread);

  g_assert_true (cli->status == 0 || cli->status == 1);
  document = psc_test_cli_parse (cli);
  psc_test_document_check (document);
  for (guint i = 0; i < N_EACH * N_CHANGES; i++)
    {
      g_autofree char *name = dup_changed_name (i % N_CHANGES, i / N_CHANGES);

      check_changed (psc_test_document_find_task (document, name),
                     i % N_CHANGES);
    }
  g_assert_cmpuint (psc_test_cli_count_processes (cli), ==, 0);

  psc_test_remove_directory (tools);
  psc_test_remove_directory (directory);
}

/* The directory goes away in the middle: what was found out stays, the rest
 * is told to be gone. */
static void
test_directory_gone (gconstpointer data)
{
  static const char * const names[] = {
    "files/a", "files/b", "files/c-moves", "files/d", "files/e", NULL
  };
  g_autofree char *above = psc_test_make_directory (names);
  g_autofree char *directory = g_build_filename (above, "files", NULL);
  g_autofree char *tools = psc_test_make_directory (NULL);
  g_auto (GStrv) move = psc_test_make_program (
    tools, "move",
    "case $1 in *-moves) mv \"${1%/*}\" \"${1%/*}-moved\";; esac");
  g_autofree char *step = g_strconcat ("--step=move=", move[0], NULL);
  g_autoptr (PscTestCli) cli =
    psc_test_cli_run ("run", data, "--workers=1", "--step=wc=wc", step,
                      "--json=-", directory);
  g_autoptr (JsonNode) document = NULL;
  g_autoptr (PscTestCli) again = NULL;

  psc_test_cli_assert_status (cli, 1);
  document = psc_test_cli_parse (cli);
  psc_test_document_check (document);
  g_assert_cmpint (psc_test_document_count (document, "ok"), ==, 3);
  g_assert_cmpint (psc_test_document_count (document, "skipped"), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (
                     psc_test_document_get_task (document, 4), "reason"), ==,
                   "its directory is not there any more");
  psc_test_cli_assert_says (cli, "went away in the middle of the run");

  again = psc_test_cli_run ("run", data, directory);
  psc_test_cli_assert_status (again, 3);
  psc_test_cli_assert_says (again, "There is no directory");

  psc_test_remove_directory (tools);
  psc_test_remove_directory (above);
}

/* A file that takes hours to read is given up, and the others are not. */
static void
test_sparse (gconstpointer data)
{
  static const char * const names[] = { "a", "b-huge", "c", NULL };
  g_autofree char *directory = psc_test_make_directory (names);
  g_autofree char *huge = g_build_filename (directory, "b-huge", NULL);
  g_autoptr (PscTestCli) cli = NULL;
  g_autoptr (JsonNode) document = NULL;

  if (truncate (huge, G_GINT64_CONSTANT (2) << 40) == 0)
    {
      cli = psc_test_cli_run ("run", data, LIMIT_OPTION, "--json=-",
                              directory);
      psc_test_cli_assert_status (cli, 1);
      document = psc_test_cli_parse (cli);
      psc_test_document_check (document);
      g_assert_cmpint (psc_test_document_count (document, "ok"), ==, 2);
      g_assert_cmpstr (get_outcome (psc_test_document_get_task (document, 1)),
                       ==, "timed-out");
      g_assert_cmpuint (psc_test_cli_count_processes (cli), ==, 0);
    }
  else
    {
      g_assert_cmpint (errno, ==, EFBIG);
      g_test_skip ("the file system has no files of this size");
    }

  psc_test_remove_directory (directory);
}

int
main (int   argc,
      char *argv[])
{
  static const char * const modes[] = {
    "process", "process-executor", "thread", "dummy"
  };
  static const struct
  {
    const char    *name;
    GTestDataFunc  test;
  } cases[] = {
    { "special", test_special },
    { "swapped", test_swapped },
    { "changing", test_changing },
    { "directory-gone", test_directory_gone },
    { "sparse", test_sparse },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (cases); j++)
        {
          g_autofree char *path = g_strdup_printf ("/fault/files/%s/%s",
                                                   cases[j].name, modes[i]);
          g_autofree char *option = g_strconcat ("--mode=", modes[i], NULL);

          /* GLib forgets to free what belongs to tests that are not run. */
          g_test_add_data_func (path, g_intern_string (option),
                                cases[j].test);
        }
    }

  return g_test_run ();
}
