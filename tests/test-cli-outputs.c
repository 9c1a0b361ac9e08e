/* test-cli-outputs.c: what poolscope-cli writes, and where it cannot
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib-unix.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "psc-test-cli.h"

/* A directory to run, and a place to write to. */
typedef struct
{
  char *directory;
  char *place;
} Fixture;

static Fixture
fixture_make (void)
{
  static const char * const names[] = {
    "a", "b", "c", ".hidden", "sub/d", "sub/deep/e", "sub/.f", NULL
  };

  return (Fixture) {
    psc_test_make_directory (names),
    psc_test_make_directory (NULL),
  };
}

static void
fixture_clear (Fixture *self)
{
  psc_test_remove_directory (self->directory);
  psc_test_remove_directory (self->place);
  g_free (self->directory);
  g_free (self->place);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

/* "--NAME=" and a path in the fixture's place. */
static char *
dup_option (Fixture    *self,
            const char *name,
            const char *file)
{
  g_autofree char *path = g_build_filename (self->place, file, NULL);

  return g_strdup_printf ("--%s=%s", name, path);
}

static char *
read_file (Fixture    *self,
           const char *file,
           gsize      *length)
{
  g_autofree char *path = g_build_filename (self->place, file, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, length, &error);
  g_assert_no_error (error);

  return text;
}

/* How many files are in the fixture's place, hidden ones included. */
static guint
count_files (Fixture *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->place, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;

  return count;
}

static void
assert_names (JsonNode   *document,
              const char *first,
              ...)
{
  const char *expected = first;
  guint i = 0;
  va_list names;

  va_start (names, first);
  for (; expected != NULL; expected = va_arg (names, const char *))
    g_assert_cmpstr (json_object_get_string_member (
                       psc_test_document_get_task (document, i++), "name"),
                     ==, expected);
  va_end (names);
  g_assert_cmpuint (json_array_get_length (
                      json_object_get_array_member (
                        json_node_get_object (document), "tasks")), ==, i);
}

/* Each file's results, and then the figures. */
static void
test_report (void)
{
  g_auto (Fixture) fixture = fixture_make ();
  g_autoptr (PscTestCli) cli = psc_test_cli_run ("run", "--workers=2",
                                                 fixture.directory);
  static const char * const expected[] = {
    "a\n", "  file ", "a: ASCII text", "  compute ", "-1473.632796",
    "  wc ", "1 1 2 ", "\nb\n", "\nc\n", "\nsub\n", "Is a directory",
    "non-zero exit", "mode ", "process", "workers ", "2\n", "files ", "4\n",
    "outcomes ", "3 ok, 1 non-zero exit", "wall time ", "cumulated time ",
    "occupancy ", "parallel efficiency ", "CPU time ",
    "time of all workers ",
  };
  const char *found;

  psc_test_cli_assert_status (cli, 0);
  g_assert_cmpstr (cli->err, ==, "");
  found = cli->out;
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const char *next = strstr (found, expected[i]);

      if (next == NULL)
        g_test_message ("“%s” is not in: %s", expected[i], found);
      g_assert_nonnull (next);
      found = next + strlen (expected[i]);
    }
}

static void
check_start (Fixture    *fixture,
             const char *file,
             const char *start)
{
  gsize length;
  g_autofree char *text = read_file (fixture, file, &length);

  g_assert_cmpuint (length, >, strlen (start));
  g_assert_true (g_str_has_prefix (text, start));
}

/* All at once; the files' results are in them, and the figures are printed. */
static void
test_files (void)
{
  g_auto (Fixture) fixture = fixture_make ();
  g_autofree char *json = dup_option (&fixture, "json", "run.json");
  g_autofree char *csv = dup_option (&fixture, "csv", "run.csv");
  g_autofree char *trace = dup_option (&fixture, "trace", "trace.json");
  static const char * const charts[][2] = {
    { "run.png", "\211PNG\r\n" }, { "run.svg", "<?xml" },
    { "run.pdf", "%PDF-" }, { "UP.PNG", "\211PNG\r\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    {
      g_autofree char *chart = dup_option (&fixture, "chart", charts[i][0]);
      g_autoptr (PscTestCli) cli = psc_test_cli_run (
        "run", json, csv, trace, chart, "--size=640x360",
        "--orientation=upright", fixture.directory);
      g_autofree char *path = g_build_filename (fixture.place, "run.json",
                                                NULL);
      g_autoptr (JsonNode) document = NULL;

      psc_test_cli_assert_status (cli, 0);
      g_assert_null (strstr (cli->out, "ASCII text"));
      g_assert_nonnull (strstr (cli->out, "occupancy "));
      document = psc_test_cli_load (path);
      psc_test_document_check (document);
      check_start (&fixture, charts[i][0], charts[i][1]);
      check_start (&fixture, "run.csv", "task,");
      check_start (&fixture, "trace.json", "{");
    }
  g_assert_cmpuint (count_files (&fixture), ==, 3 + G_N_ELEMENTS (charts));
}

/* Whatever goes to standard output stands there alone. */
static void
test_standard_output (void)
{
  g_auto (Fixture) fixture = fixture_make ();
  g_autoptr (PscTestCli) json = psc_test_cli_run ("run", "--json=-",
                                                  fixture.directory);
  g_autoptr (PscTestCli) trace = psc_test_cli_run ("run", "--trace=-",
                                                   fixture.directory);
  g_autoptr (PscTestCli) csv = psc_test_cli_run ("run", "--csv=-",
                                                 fixture.directory);
  g_autoptr (PscTestCli) chart = psc_test_cli_run ("run", "--chart=-",
                                                   fixture.directory);
  g_autoptr (JsonNode) document = NULL;
  g_autoptr (JsonNode) events = NULL;
  g_auto (GStrv) lines = NULL;

  psc_test_cli_assert_status (json, 0);
  document = psc_test_cli_parse (json);
  psc_test_document_check (document);

  psc_test_cli_assert_status (trace, 0);
  events = psc_test_cli_parse (trace);
  g_assert_true (json_object_has_member (json_node_get_object (events),
                                         "traceEvents"));

  psc_test_cli_assert_status (csv, 0);
  g_assert_true (g_str_has_prefix (csv->out, "task,"));
  g_assert_null (strstr (csv->out, "occupancy "));
  lines = g_strsplit (csv->out, "\n", 2);
  g_assert_nonnull (strstr (lines[0], "outcome"));

  psc_test_cli_assert_status (chart, 0);
  g_assert_cmpuint (chart->out_length, >, 8);
  g_assert_cmpmem (chart->out, 8, "\211PNG\r\n\032\n", 8);
}

static void
test_quiet (void)
{
  g_auto (Fixture) fixture = fixture_make ();
  g_autofree char *json = dup_option (&fixture, "json", "run.json");
  g_autoptr (PscTestCli) plain = psc_test_cli_run ("run", "--quiet",
                                                   "--limit=2",
                                                   fixture.directory);
  g_autoptr (PscTestCli) file = psc_test_cli_run ("run", "--quiet", json,
                                                  fixture.directory);

  psc_test_cli_assert_status (plain, 0);
  g_assert_cmpstr (plain->out, ==, "");
  g_assert_cmpstr (plain->err, ==, "");
  psc_test_cli_assert_status (file, 0);
  g_assert_cmpstr (file->out, ==, "");
  g_assert_cmpuint (count_files (&fixture), ==, 1);
}

static void
test_listing (void)
{
  g_auto (Fixture) fixture = fixture_make ();
  g_autofree char *loop = g_build_filename (fixture.directory, "sub/loop",
                                            NULL);
  g_autoptr (PscTestCli) limited = NULL;
  g_autoptr (PscTestCli) recursive = NULL;
  g_autoptr (PscTestCli) all = NULL;
  g_autoptr (JsonNode) limited_document = NULL;
  g_autoptr (JsonNode) recursive_document = NULL;
  g_autoptr (JsonNode) all_document = NULL;

  /* A link to a directory is an entry, and no way to go. */
  g_assert_cmpint (symlink ("..", loop), ==, 0);

  limited = psc_test_cli_run ("run", "--json=-", "--limit=2",
                              fixture.directory);
  psc_test_cli_assert_status (limited, 0);
  psc_test_cli_assert_says (limited, "--limit leaves 2 entries out");
  limited_document = psc_test_cli_parse (limited);
  assert_names (limited_document, "a", "b", NULL);

  recursive = psc_test_cli_run ("run", "--json=-", "--recursive",
                                fixture.directory);
  psc_test_cli_assert_status (recursive, 0);
  recursive_document = psc_test_cli_parse (recursive);
  assert_names (recursive_document, "a", "b", "c", "sub", "sub/d", "sub/deep",
                "sub/deep/e", "sub/loop", NULL);

  all = psc_test_cli_run ("run", "--json=-", "--recursive", "--hidden",
                          fixture.directory);
  psc_test_cli_assert_status (all, 0);
  all_document = psc_test_cli_parse (all);
  assert_names (all_document, ".hidden", "a", "b", "c", "sub", "sub/.f",
                "sub/d", "sub/deep", "sub/deep/e", "sub/loop", NULL);
}

/* An output that cannot be written does not keep the others from it. */
static void
test_no_folder (void)
{
  g_auto (Fixture) fixture = fixture_make ();
  g_autofree char *json = dup_option (&fixture, "json", "none/run.json");
  g_autofree char *csv = g_strconcat ("--csv=", fixture.place, NULL);
  g_autofree char *trace = dup_option (&fixture, "trace", "trace.json");
  g_autoptr (PscTestCli) cli = psc_test_cli_run ("run", json, csv, trace,
                                                 fixture.directory);

  psc_test_cli_assert_status (cli, 1);
  psc_test_cli_assert_says (cli, "its folder does not exist");
  psc_test_cli_assert_says (cli, "it is a folder");
  check_start (&fixture, "trace.json", "{");
  g_assert_nonnull (strstr (cli->out, "occupancy "));
  g_assert_cmpuint (count_files (&fixture), ==, 1);
}

/* There is no room for the new file: the old one stays, and no other. */
static void
test_no_room (void)
{
  static const char * const wrapper[] = {
    "sh", "-c", "trap '' XFSZ; ulimit -f 1; exec \"$@\"", "sh", NULL
  };
  static const char * const names[] = { "json", "csv", "trace", "chart" };
  g_auto (Fixture) fixture = fixture_make ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *option = dup_option (&fixture, names[i], "old.png");
      g_autofree char *path = g_build_filename (fixture.place, "old.png",
                                                NULL);
      const char *arguments[] = { "run", option, "--recursive", "--hidden",
                                  fixture.directory, NULL };
      g_autoptr (PscTestCli) cli = NULL;
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (g_file_set_contents (path, "old", -1, NULL));
      cli = psc_test_cli_start_full (NULL, wrapper, arguments);
      psc_test_cli_wait (cli);
      psc_test_cli_assert_status (cli, 1);
      psc_test_cli_assert_says (cli, "old.png” was not written");
      text = read_file (&fixture, "old.png", &length);
      g_assert_cmpstr (text, ==, "old");
      g_assert_cmpuint (count_files (&fixture), ==, 1);
    }
}

/* A new output takes the place of the old, also behind a link. */
static void
test_replaced (void)
{
  g_auto (Fixture) fixture = fixture_make ();
  g_autofree char *path = g_build_filename (fixture.place, "old", NULL);
  g_autofree char *link = g_build_filename (fixture.place, "link", NULL);
  g_autofree char *option = g_strconcat ("--json=", link, NULL);
  g_autoptr (PscTestCli) cli = NULL;
  g_autoptr (JsonNode) document = NULL;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_cmpint (symlink ("old", link), ==, 0);
  cli = psc_test_cli_run ("run", option, fixture.directory);
  psc_test_cli_assert_status (cli, 0);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  document = psc_test_cli_load (path);
  psc_test_document_check (document);
}

static void
check_full (Fixture    *fixture,
            const char *script,
            const char *expected,
            const char *option)
{
  const char *wrapper[] = { "sh", "-c", script, "sh", NULL };
  const char *arguments[] = { "run", fixture->directory, option, NULL };
  g_autoptr (PscTestCli) cli = psc_test_cli_start_full (NULL, wrapper,
                                                        arguments);

  psc_test_cli_wait (cli);
  psc_test_cli_assert_status (cli, 1);
  psc_test_cli_assert_says (cli, expected);
}

/* No space behind standard output, or nothing at all. */
static void
test_full (void)
{
  g_auto (Fixture) fixture = fixture_make ();
  static const char * const options[] = {
    NULL, "--mode=thread", "--json=-", "--csv=-", "--trace=-", "--chart=-",
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      check_full (&fixture, "exec \"$@\" >/dev/full", "space", options[i]);
      check_full (&fixture, "exec \"$@\" >&-", "Bad file descriptor",
                  options[i]);
    }
  check_full (&fixture, "exec \"$@\"", "no space is left",
              "--json=/dev/full");
}

/* The reader of standard output has gone. */
static void
test_closed_pipe (void)
{
  static const char * const options[] = {
    "--json=-", "--csv=-", "--trace=-", "--chart=-", NULL
  };
  g_auto (Fixture) fixture = fixture_make ();

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (GSubprocessLauncher) launcher =
        g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
      const char *arguments[] = { "run", fixture.directory, options[i], NULL };
      g_autoptr (PscTestCli) cli = NULL;
      int fds[2];

      g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
      close (fds[0]);
      g_subprocess_launcher_take_stdout_fd (launcher, fds[1]);
      cli = psc_test_cli_start_full (launcher, NULL, arguments);
      psc_test_cli_wait (cli);
      psc_test_cli_assert_status (cli, 1);

      /* A report is often cut short on purpose, a document never. */
      if (options[i] != NULL)
        g_assert_cmpstr (cli->err, !=, "");
      else
        g_assert_cmpstr (cli->err, ==, "");
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/outputs/report", test_report);
  g_test_add_func ("/cli/outputs/files", test_files);
  g_test_add_func ("/cli/outputs/standard-output", test_standard_output);
  g_test_add_func ("/cli/outputs/quiet", test_quiet);
  g_test_add_func ("/cli/outputs/listing", test_listing);
  g_test_add_func ("/cli/outputs/no-folder", test_no_folder);
  g_test_add_func ("/cli/outputs/no-room", test_no_room);
  g_test_add_func ("/cli/outputs/replaced", test_replaced);
  g_test_add_func ("/cli/outputs/full", test_full);
  g_test_add_func ("/cli/outputs/closed-pipe", test_closed_pipe);

  return g_test_run ();
}
