/* test-atomic-file.c: whatever goes wrong, the file that was there stays
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "psc-atomic-file.h"
#include "psc-test-disk.h"
#include "psc-test-utils.h"

#define OLD_TEXT   "what was there\n"
#define LARGE_SIZE (1024 * 1024)
#define NOBODY     65534

typedef struct
{
  char *folder;
  char *path; /* a file that is not there yet */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("psc-atomic-file-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "target", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_chmod (fixture->folder, 0700);
  psc_test_remove_directory (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
write_old (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->path, OLD_TEXT, -1, &error);
  g_assert_no_error (error);
}

static void
assert_contents (const char *path,
                 const char *expected)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (contents, ==, expected);
}

/* No half-written file is left beside the others. */
static void
assert_n_files (const char *folder,
                guint       expected)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_files = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n_files++;
  g_assert_cmpuint (n_files, ==, expected);
}

static gboolean
write_text (GOutputStream  *stream,
            gpointer        text,
            GError        **error)
{
  return g_output_stream_write_all (stream, text, strlen (text), NULL, NULL,
                                    error);
}

static gboolean
write_large (GOutputStream  *stream,
             gpointer        user_data,
             GError        **error)
{
  g_autofree char *data = g_malloc0 (LARGE_SIZE);

  return g_output_stream_write_all (stream, data, LARGE_SIZE, NULL, NULL,
                                    error);
}

static gboolean
write_and_fail (GOutputStream  *stream,
                gpointer        user_data,
                GError        **error)
{
  if (!write_large (stream, user_data, error))
    return FALSE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "broken");

  return FALSE;
}

static gboolean
write_and_die (GOutputStream  *stream,
               gpointer        user_data,
               GError        **error)
{
  if (write_large (stream, user_data, error))
    kill (getpid (), SIGKILL);

  return FALSE;
}

/* Fails, and says so with the code and with the name. */
static void
assert_fails (const char *path,
              gint        code,
              const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (psc_atomic_file_write (path, write_large, NULL, &error));
  g_assert_error (error, G_IO_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_new (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  mode_t mask = umask (022);
  struct stat info;

  g_assert_true (psc_atomic_file_write (fixture->path, write_text,
                                        (gpointer) "new\n", &error));
  g_assert_no_error (error);
  umask (mask);
  assert_contents (fixture->path, "new\n");
  assert_n_files (fixture->folder, 1);
  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0644);
}

static void
test_replace (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  struct stat info;

  write_old (fixture);
  g_assert_cmpint (g_chmod (fixture->path, 0640), ==, 0);
  g_assert_true (psc_atomic_file_write (fixture->path, write_text,
                                        (gpointer) "new\n", &error));
  g_assert_no_error (error);
  assert_contents (fixture->path, "new\n");
  assert_n_files (fixture->folder, 1);
  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0640);
}

static void
test_relative (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *old_folder = g_get_current_dir ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_chdir (fixture->folder), ==, 0);
  g_assert_true (psc_atomic_file_write ("target", write_text,
                                        (gpointer) "new\n", &error));
  g_assert_cmpint (g_chdir (old_folder), ==, 0);
  g_assert_no_error (error);
  assert_contents (fixture->path, "new\n");
}

static void
test_link (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);
  g_autoptr (GError) error = NULL;

  write_old (fixture);
  g_assert_cmpint (symlink ("target", link), ==, 0);
  g_assert_true (psc_atomic_file_write (link, write_text,
                                        (gpointer) "new\n", &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  assert_contents (fixture->path, "new\n");
  assert_n_files (fixture->folder, 2);
}

static void
test_failing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (psc_atomic_file_write (fixture->path, write_and_fail, NULL,
                                         &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, "broken"));
  assert_n_files (fixture->folder, 0);
  g_clear_error (&error);

  write_old (fixture);
  g_assert_false (psc_atomic_file_write (fixture->path, write_and_fail, NULL,
                                         &error));
  assert_contents (fixture->path, OLD_TEXT);
  assert_n_files (fixture->folder, 1);
}

static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  pid_t pid;
  int status;

  write_old (fixture);
  pid = fork ();
  if (pid == 0)
    _exit (psc_atomic_file_write (fixture->path, write_and_die, NULL, NULL));

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  assert_contents (fixture->path, OLD_TEXT);
}

/* A file size limit fails a write in the middle, as a full disk does. */
static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  struct rlimit old, small;
  sighandler_t handler = signal (SIGXFSZ, SIG_IGN);
  g_autoptr (GError) error = NULL;

  write_old (fixture);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  small = old;
  small.rlim_cur = 32 * 1024;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  psc_atomic_file_write (fixture->path, write_large, NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  signal (SIGXFSZ, handler);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  assert_contents (fixture->path, OLD_TEXT);
  assert_n_files (fixture->folder, 1);
}

static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  if (!psc_test_disk_mount (fixture->folder))
    return;

  write_old (fixture);
  assert_fails (fixture->path, G_IO_ERROR_NO_SPACE, "no space is left");
  assert_contents (fixture->path, OLD_TEXT);
  assert_n_files (fixture->folder, 1);

  psc_test_disk_lock (fixture->folder);
  assert_fails (fixture->path, G_IO_ERROR_READ_ONLY, "read-only");
  assert_contents (fixture->path, OLD_TEXT);
  psc_test_disk_unmount (fixture->folder);
}

static void
test_forbidden (Fixture       *fixture,
                gconstpointer  data)
{
  gboolean is_root = geteuid () == 0;

  write_old (fixture);
  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);

  /* Nothing is forbidden to root. */
  if (is_root)
    g_assert_cmpint (setresuid (NOBODY, NOBODY, 0), ==, 0);
  assert_fails (fixture->path, G_IO_ERROR_PERMISSION_DENIED, "target");
  g_assert_cmpint (g_remove (fixture->path), ==, -1);
  if (is_root)
    g_assert_cmpint (setresuid (0, 0, 0), ==, 0);

  assert_contents (fixture->path, OLD_TEXT);
  assert_n_files (fixture->folder, 1);
}

static void
test_places (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *missing =
    g_build_filename (fixture->folder, "missing", "file", NULL);
  g_autofree char *below =
    g_build_filename (fixture->path, "file", NULL);
  g_autofree char *name = g_strnfill (300, 'x');
  g_autofree char *too_long =
    g_build_filename (fixture->folder, name, NULL);

  write_old (fixture);
  assert_fails (missing, G_IO_ERROR_NOT_FOUND, "does not exist");
  assert_fails (below, G_IO_ERROR_NOT_DIRECTORY, "does not exist");
  assert_fails (fixture->folder, G_IO_ERROR_IS_DIRECTORY, "is a folder");
  assert_fails (too_long, G_IO_ERROR_FILENAME_TOO_LONG, "too long");
  assert_fails ("/dev/full", G_IO_ERROR_NO_SPACE, "“/dev/full”");
  assert_n_files (fixture->folder, 1);
}

static void
test_named_pipe (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  char buffer[16] = { 0, };
  int fd;

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  assert_fails (fixture->path, G_IO_ERROR_FAILED, "nobody reads");

  fd = open (fixture->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  g_assert_cmpint (fd, >=, 0);
  g_assert_true (psc_atomic_file_write (fixture->path, write_text,
                                        (gpointer) "new\n", &error));
  g_assert_no_error (error);
  g_assert_cmpint (read (fd, buffer, sizeof buffer), ==, 4);
  g_assert_cmpstr (buffer, ==, "new\n");
  close (fd);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_IS_REGULAR));
}

/* Standard output is written to where it stands, even when it is a file. */
static void
test_stdout (Fixture       *fixture,
             gconstpointer  data)
{
  static const char * const paths[] = { "-", "/dev/stdout" };
  g_autoptr (GError) error = NULL;
  int old_stdout = dup (STDOUT_FILENO);
  int fd;

  write_old (fixture);
  fd = open (fixture->path, O_WRONLY | O_APPEND | O_CLOEXEC);
  g_assert_cmpint (fd, >=, 0);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      fflush (stdout);
      dup2 (fd, STDOUT_FILENO);
      psc_atomic_file_write (paths[i], write_text, (gpointer) "new\n",
                             &error);
      dup2 (old_stdout, STDOUT_FILENO);
      g_assert_no_error (error);
    }
  close (old_stdout);
  close (fd);

  assert_contents (fixture->path, OLD_TEXT "new\nnew\n");
}

int
main (int   argc,
      char *argv[])
{
  psc_test_disk_init ();
  g_test_init (&argc, &argv, NULL);

#define add(name, func) \
  g_test_add ("/atomic-file/" name, Fixture, NULL, set_up, func, tear_down)

  add ("new", test_new);
  add ("replace", test_replace);
  add ("relative", test_relative);
  add ("link", test_link);
  add ("failing", test_failing);
  add ("killed", test_killed);
  add ("limit", test_limit);
  add ("full", test_full);
  add ("forbidden", test_forbidden);
  add ("places", test_places);
  add ("named-pipe", test_named_pipe);
  add ("stdout", test_stdout);

  return g_test_run ();
}
