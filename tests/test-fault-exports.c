/* test-fault-exports.c: outputs for which there is no room or no time
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#include "psc-test-cli.h"
#include "psc-test-disk.h"

#define N_FILES    400
#define N_MANY     100000
#define OLD_SIZE   (16 * 1024)
#define N_MOMENTS  1000

/* A run in one process alone: what else there was would be ended as well, and
 * not by what we load. */
#define QUICK "--mode=thread", "--step=compute", "--work=0", "--quiet"

typedef struct
{
  const char *option;
  const char *name;
  const char *end; /* how a whole output ends */
} Format;

static const Format formats[] = {
  { "--chart=", "run.png", "IEND\256B`\202" },
  { "--chart=", "run.svg", "</svg>\n" },
  { "--chart=", "run.pdf", "%%EOF\n" },
  { "--csv=", "run.csv", "\n" },
  { "--json=", "run.json", "}\n" },
  { "--trace=", "run.trace.json", "}\n" },
};

typedef struct
{
  char *directory; /* the files */
  char *place;     /* of the output */
  char *path;      /* of the output that is there already */
  char *option;
} Fixture;

static char *
make_files (guint n_files)
{
  char *directory = psc_test_make_directory (NULL);

  for (guint i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%06u", directory, i);

      g_assert_cmpint (mknod (path, S_IFREG | 0644, 0), ==, 0);
    }

  return directory;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const Format *format = data;

  fixture->directory = make_files (N_FILES);
  fixture->place = psc_test_make_directory (NULL);
  fixture->path = g_build_filename (fixture->place, format->name, NULL);
  fixture->option = g_strconcat (format->option, fixture->path, NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  psc_test_remove_directory (fixture->directory);
  psc_test_remove_directory (fixture->place);
  g_free (fixture->directory);
  g_free (fixture->place);
  g_free (fixture->path);
  g_free (fixture->option);
}

/* No two of its bytes can be swapped unnoticed. */
static void
fill_old (char *old)
{
  for (guint i = 0; i < OLD_SIZE; i++)
    old[i] = (char) (i * 7 + i / 251);
}

static void
write_old (Fixture *fixture)
{
  char old[OLD_SIZE];
  g_autoptr (GError) error = NULL;

  fill_old (old);
  g_file_set_contents (fixture->path, old, OLD_SIZE, &error);
  g_assert_no_error (error);
}

static gboolean
is_old (Fixture *fixture)
{
  char old[OLD_SIZE];
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  fill_old (old);
  g_file_get_contents (fixture->path, &contents, &length, &error);
  g_assert_no_error (error);

  return length == OLD_SIZE && memcmp (contents, old, OLD_SIZE) == 0;
}

static void
check_whole (Fixture      *fixture,
             const Format *format)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize end_length = strlen (format->end);
  gsize length;

  g_file_get_contents (fixture->path, &contents, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length, >, end_length);
  g_assert_cmpmem (contents + length - end_length, end_length, format->end,
                   end_length);
  if (g_str_has_suffix (format->name, ".json"))
    json_node_unref (psc_test_cli_load (fixture->path));
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->place, 0, NULL);
  guint n_files = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n_files++;

  return n_files;
}

static void
check_no_room (Fixture *fixture)
{
  g_autoptr (PscTestCli) cli = psc_test_cli_run ("run", QUICK, fixture->option,
                                                 fixture->directory);

  psc_test_cli_assert_status (cli, 1);
  psc_test_cli_assert_says (cli, "no space is left there");
  g_assert_true (is_old (fixture));
  g_assert_cmpuint (count_files (fixture), ==, 2);
}

/* The disk is full, or will be in the middle of the output. */
static void
test_no_room (Fixture       *fixture,
              gconstpointer  data)
{
  if (!psc_test_disk_mount (fixture->place))
    return;

  write_old (fixture);
  psc_test_disk_fill (fixture->place, 4096);
  check_no_room (fixture);
  psc_test_disk_fill (fixture->place, 0);
  check_no_room (fixture);

  psc_test_disk_unmount (fixture->place);
}

/* Runs the program, which is killed at a moment of writing its output, counted
 * from 1.  Returns whether there was such a moment. */
static gboolean
run_until (Fixture *fixture,
           guint    moment)
{
  g_autofree char *module = g_test_build_filename (G_TEST_BUILT,
                                                   "preload-kill.so", NULL);
  g_autofree char *value = g_strdup_printf ("%u", moment);
  g_autoptr (GSubprocessLauncher) launcher = psc_test_cli_launcher_new ();
  const char *arguments[] = { "run", QUICK, fixture->option,
                              fixture->directory, NULL };
  g_autoptr (PscTestCli) cli = NULL;

  g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", module, TRUE);
  g_subprocess_launcher_setenv (launcher, "POOLSCOPE_TEST_KILL_AT", value,
                                TRUE);
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS",
                                "verify_asan_link_order=0", TRUE);
  cli = psc_test_cli_wait (psc_test_cli_start_full (launcher, NULL,
                                                    arguments));
  if (cli->status == 0)
    return FALSE;
  psc_test_cli_assert_status (cli, -SIGKILL);

  return TRUE;
}

/* Killed at any moment, the program leaves the old output or the new one, and
 * the old one until the new one is whole. */
static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  guint n_old = 0;
  guint moment = 1;

  write_old (fixture);
  while (run_until (fixture, moment))
    {
      g_assert_cmpuint (++moment, <, N_MOMENTS);
      if (is_old (fixture))
        g_assert_cmpuint (++n_old, ==, moment - 1);
      else
        check_whole (fixture, data);
    }

  /* Before and in the middle of a write, before and after it is brought to
   * the disk, and before it takes the old one's place; after that it is new. */
  g_test_message ("%u moments, the last %u with the new output", moment - 1,
                  moment - 1 - n_old);
  g_assert_cmpuint (n_old, >=, 5);
  g_assert_cmpuint (moment - 1 - n_old, ==, 1);
  check_whole (fixture, data);
}

/* AddressSanitizer itself needs more address space than there is here. */
static void
draw_without_memory (const char *option,
                     const char *directory)
{
#ifndef __SANITIZE_ADDRESS__
  static const char * const wrapper[] = {
    "sh", "-c", "ulimit -v 1500000; exec \"$@\"", "sh", NULL
  };
  const char *arguments[] = { "run", QUICK, option, "--size=32767x32767",
                              directory, NULL };
  g_autoptr (PscTestCli) cli =
    psc_test_cli_wait (psc_test_cli_start_full (NULL, wrapper, arguments));

  psc_test_cli_assert_status (cli, 1);
  psc_test_cli_assert_says (cli, "out of memory");
#endif
}

/* A picture of very many bars is drawn; one for which there is not enough
 * memory is not, which is told. */
static void
test_large (void)
{
  g_autofree char *directory = make_files (N_MANY);
  g_autofree char *place = psc_test_make_directory (NULL);
  g_autofree char *path = g_build_filename (place, "run.png", NULL);
  g_autofree char *option = g_strconcat ("--chart=", path, NULL);
  g_autoptr (PscTestCli) cli = NULL;
  g_autoptr (PscTestCli) refused = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before, length_after;

  cli = psc_test_cli_run ("run", QUICK, option, "--size=16384x1000",
                          directory);
  psc_test_cli_assert_status (cli, 0);
  g_assert_true (g_file_get_contents (path, &before, &length_before, NULL));

  refused = psc_test_cli_run ("run", QUICK, option, "--size=40000x1000",
                              directory);
  g_assert_cmpint (refused->status, !=, 0);
  g_assert_cmpint (refused->status, >, 0);
  psc_test_cli_assert_says (refused, "32767");

  draw_without_memory (option, directory);

  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);

  psc_test_remove_directory (place);
  psc_test_remove_directory (directory);
}

int
main (int   argc,
      char *argv[])
{
  psc_test_disk_init ();
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      const char *kind = formats[i].name + strlen ("run.");
      g_autofree char *no_room = g_strconcat ("/fault/exports/no-room/", kind,
                                              NULL);
      g_autofree char *killed = g_strconcat ("/fault/exports/killed/", kind,
                                             NULL);

      g_test_add (no_room, Fixture, &formats[i], set_up, test_no_room,
                  tear_down);
      g_test_add (killed, Fixture, &formats[i], set_up, test_killed,
                  tear_down);
    }
  g_test_add_func ("/fault/exports/large", test_large);

  return g_test_run ();
}
