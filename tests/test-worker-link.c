/* test-worker-link.c: workers that answer, and all the others
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "psc-clock.h"
#include "psc-error.h"
#include "psc-frame.h"
#include "psc-interrupt.h"
#include "psc-mark.h"
#include "psc-message.h"
#include "psc-test-utils.h"
#include "psc-worker-link.h"
#include "psc-worker-program.h"

/* A deadline that is to pass, and one that is not. */
#define SOON  (psc_clock_now_ns () + PSC_NSEC_PER_SEC / 2)
#define LATER (psc_clock_now_ns () + 20 * PSC_NSEC_PER_SEC)

typedef struct
{
  char          *directory;
  int            stop_fds[2];
  PscWorkerLink *link;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  int fd;

  fixture->directory = psc_test_make_directory (NULL);
  g_assert_true (g_unix_open_pipe (fixture->stop_fds, FD_CLOEXEC, NULL));

  path = g_build_filename (fixture->directory, "hello", NULL);
  fd = g_creat (path, 0600);
  g_assert_true (psc_frame_write (fd, psc_message_new_hello (),
                                  PSC_NO_INTERRUPT, NULL));
  close (fd);

  /* Whatever is waited for without end is not waited for any longer. */
  alarm (60);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  alarm (0);
  g_clear_pointer (&fixture->link, psc_worker_link_free);
  for (guint i = 0; i < 2; i++)
    if (fixture->stop_fds[i] >= 0)
      close (fixture->stop_fds[i]);
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->directory);
  g_assert_cmpuint (psc_test_count_children (), ==, 0);
}

/* Makes a worker of a shell script, which finds its files in $D and says
 * hello by "hello". */
static void
start (Fixture    *fixture,
       const char *script)
{
  g_autofree char *whole =
    g_strdup_printf ("D='%s'\nhello () { cat \"$D/hello\"; }\n%s",
                     fixture->directory, script);
  g_auto (GStrv) argv = psc_test_make_program (fixture->directory, "worker",
                                               whole);
  g_autoptr (GError) error = NULL;

  fixture->link = psc_worker_link_new ((const char * const *) argv,
                                       fixture->stop_fds[0],
                                       psc_mark_get_program (), &error);
  g_assert_no_error (error);
}

static void
stop (Fixture *fixture)
{
  close (fixture->stop_fds[1]);
  fixture->stop_fds[1] = -1;
}

static void
assert_hello (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) message =
    psc_worker_link_receive (fixture->link, PSC_MESSAGE_HELLO, LATER, &error);
  PscHello hello;

  g_assert_no_error (error);
  g_assert_true (psc_message_read_hello (message, &hello, NULL));
}

static void
assert_no_hello (Fixture *fixture,
                 gint64   deadline_ns,
                 int      code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (psc_worker_link_receive (fixture->link, PSC_MESSAGE_HELLO,
                                          deadline_ns, &error));
  g_assert_error (error, PSC_ERROR, code);
}

static void
end (Fixture  *fixture,
     gboolean  clean,
     int       exit_code,
     int       signal)
{
  psc_worker_link_end (fixture->link, clean);
  g_assert_cmpint (psc_worker_link_get_exit_code (fixture->link), ==,
                   exit_code);
  g_assert_cmpint (psc_worker_link_get_signal (fixture->link), ==, signal);

  /* Once is enough, and twice is no more. */
  psc_worker_link_end (fixture->link, clean);
}

static GVariant *
large_message_new (void)
{
  g_autofree char *bytes = g_malloc0 (1 << 20);

  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, bytes, 1 << 20, 1);
}

static void
test_real (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *program = psc_worker_program_find (NULL);
  const char *argv[] = { program, NULL };
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (GError) error = NULL;
  guint n_files = psc_test_count_files ();

  /* The main context has a descriptor of its own from its first turn on. */
  g_main_context_iteration (NULL, FALSE);

  /* The main context has a descriptor of its own from its first turn on. */
  g_main_context_iteration (NULL, FALSE);

  g_assert_nonnull (program);
  for (guint i = 0; i < 10; i++)
    {
      fixture->link = psc_worker_link_new (argv, fixture->stop_fds[0],
                                           psc_mark_get_program (),
                                           &error);
      g_assert_no_error (error);
      assert_hello (fixture);
      g_assert_true (psc_worker_link_send (fixture->link,
                                           psc_message_new_setup (settings),
                                           &error));
      end (fixture, TRUE, 0, 0);
      g_assert_cmpstr (psc_worker_link_get_messages (fixture->link), ==, "");
      g_assert_false (psc_worker_link_is_stopped (fixture->link));
      g_clear_pointer (&fixture->link, psc_worker_link_free);
    }

  /* GLib opens a few for itself, but not one for each. */
  psc_test_wait_until (psc_test_count_files () < n_files + 8);
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (psc_worker_link_new ((const char *[]) { "/none", NULL },
                                      PSC_NO_INTERRUPT,
                                      psc_mark_get_program (), &error));
  g_assert_nonnull (error);
}

static void
test_dies (Fixture       *fixture,
           gconstpointer  data)
{
  start (fixture, "echo oops >&2; exit 3");
  assert_no_hello (fixture, LATER, PSC_ERROR_CLOSED);
  end (fixture, FALSE, 3, 0);
  g_assert_cmpstr (psc_worker_link_get_messages (fixture->link), ==, "oops\n");
}

static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  start (fixture, "hello; kill -SEGV $$");
  assert_hello (fixture);
  assert_no_hello (fixture, LATER, PSC_ERROR_CLOSED);
  end (fixture, TRUE, -1, SIGSEGV);
}

static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  start (fixture, "hello; exit 0");
  assert_hello (fixture);
  assert_no_hello (fixture, LATER, PSC_ERROR_CLOSED);
  g_assert_false (psc_worker_link_send (fixture->link, large_message_new (),
                                        &error));
  g_assert_error (error, PSC_ERROR, PSC_ERROR_CLOSED);
  end (fixture, TRUE, 0, 0);
}

static void
test_garbage (Fixture       *fixture,
              gconstpointer  data)
{
  pid_t pid;

  start (fixture, "echo $$ > $D/pid; echo Hello, this is no frame; "
                  "exec sleep 100");
  assert_no_hello (fixture, LATER, PSC_ERROR_TOO_LARGE);
  pid = psc_test_wait_for_pid (fixture->directory, "pid");
  end (fixture, FALSE, -1, SIGKILL);
  g_assert_false (psc_test_is_alive (pid));
}

static void
test_truncated (Fixture       *fixture,
                gconstpointer  data)
{
  start (fixture, "hello | head -c 20");
  assert_no_hello (fixture, LATER, PSC_ERROR_TRUNCATED);
  end (fixture, FALSE, 0, 0);
}

static void
test_silent (Fixture       *fixture,
             gconstpointer  data)
{
  start (fixture, "exec sleep 100");
  assert_no_hello (fixture, SOON, PSC_ERROR_TIMED_OUT);
  end (fixture, FALSE, -1, SIGKILL);
}

/* Something comes now and then, and never a message. */
static void
test_trickle (Fixture       *fixture,
              gconstpointer  data)
{
  start (fixture, "printf '\\000\\000\\100\\000'; "
                  "while :; do printf x; sleep 0.01; done");
  assert_no_hello (fixture, SOON, PSC_ERROR_TIMED_OUT);
  end (fixture, FALSE, -1, SIGKILL);
}

static void
test_talkative (Fixture       *fixture,
                gconstpointer  data)
{
  const char *messages;

  start (fixture, "head -c 1000000 /dev/zero | tr '\\0' x >&2; "
                  "echo last words >&2; hello; cat > /dev/null");
  assert_hello (fixture);
  end (fixture, TRUE, 0, 0);
  messages = psc_worker_link_get_messages (fixture->link);
  g_assert_cmpuint (strlen (messages), ==, 16384);
  g_assert_true (g_str_has_prefix (messages, "xxxx"));
  g_assert_true (g_str_has_suffix (messages, "xxlast words\n"));
}

/* What a worker leaves behind may hold its standard error, and write to it
 * for ever. */
static void
test_left_flood (Fixture       *fixture,
                 gconstpointer  data)
{
  pid_t pid;

  start (fixture, "sh -c 'echo $$ > $0/pid; exec cat /dev/zero >&2' $D & "
                  "hello; cat > /dev/null");
  assert_hello (fixture);
  pid = psc_test_wait_for_pid (fixture->directory, "pid");
  end (fixture, TRUE, 0, 0);
  g_assert_true (psc_test_is_alive (pid));
  kill (pid, SIGKILL);
}

/* The worker leads a group: its step goes with it. */
static void
test_group (Fixture       *fixture,
            gconstpointer  data)
{
  pid_t pid;

  /* Taking the place of what started it, it keeps its number. */
  start (fixture, "exec setsid sh -c '"
                  "sh -c \"echo \\$\\$ > $0/pid; exec sleep 100\" & "
                  "cat $0/hello; wait' $D");
  assert_hello (fixture);
  pid = psc_test_wait_for_pid (fixture->directory, "pid");
  end (fixture, FALSE, -1, SIGKILL);
  psc_test_wait_until (!psc_test_is_alive (pid));
}

/* A worker that is told to leave and does not */
static void
test_stays (Fixture       *fixture,
            gconstpointer  data)
{
  start (fixture, "hello; trap '' TERM; exec sleep 100");
  assert_hello (fixture);
  end (fixture, TRUE, -1, SIGKILL);
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  int others[16];

  start (fixture, "hello; cat > /dev/null; echo bye >&2; exit 5");
  assert_hello (fixture);
  stop (fixture);
  assert_no_hello (fixture, G_MAXINT64, PSC_ERROR_CLOSED);
  g_assert_true (psc_worker_link_is_stopped (fixture->link));

  /* Somebody else has got the descriptor's number meanwhile. */
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    others[i] = g_open ("/dev/null", O_RDWR | O_CLOEXEC);
  g_assert_false (psc_worker_link_send (fixture->link, large_message_new (),
                                        &error));
  g_assert_error (error, PSC_ERROR, PSC_ERROR_CLOSED);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    close (others[i]);
  end (fixture, TRUE, 5, 0);
  g_assert_cmpstr (psc_worker_link_get_messages (fixture->link), ==, "bye\n");
}

/* What it says on its way out is still heard. */
static void
test_stop_answer (Fixture       *fixture,
                  gconstpointer  data)
{
  start (fixture, "cat > /dev/null; hello");
  stop (fixture);
  assert_hello (fixture);
  end (fixture, TRUE, 0, 0);
}

static void
test_stop_stays (Fixture       *fixture,
                 gconstpointer  data)
{
  start (fixture, "hello; exec sleep 100");
  assert_hello (fixture);
  stop (fixture);
  assert_no_hello (fixture, G_MAXINT64, PSC_ERROR_TIMED_OUT);
  end (fixture, FALSE, -1, SIGKILL);
}

/* A stop while the worker does not read */
static void
test_stop_full (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  start (fixture, "hello; exec sleep 100");
  assert_hello (fixture);
  stop (fixture);
  g_assert_false (psc_worker_link_send (fixture->link, large_message_new (),
                                        &error));
  g_assert_error (error, PSC_ERROR, PSC_ERROR_TRUNCATED);
  g_assert_true (psc_worker_link_is_stopped (fixture->link));
  end (fixture, FALSE, -1, SIGKILL);
}

typedef struct
{
  const char *path;
  void      (*test) (Fixture       *fixture,
                     gconstpointer  data);
} Case;

static const Case cases[] = {
  { "/worker-link/real", test_real },
  { "/worker-link/missing", test_missing },
  { "/worker-link/dies", test_dies },
  { "/worker-link/killed", test_killed },
  { "/worker-link/gone", test_gone },
  { "/worker-link/garbage", test_garbage },
  { "/worker-link/truncated", test_truncated },
  { "/worker-link/silent", test_silent },
  { "/worker-link/trickle", test_trickle },
  { "/worker-link/talkative", test_talkative },
  { "/worker-link/left-flood", test_left_flood },
  { "/worker-link/group", test_group },
  { "/worker-link/stays", test_stays },
  { "/worker-link/stop", test_stop },
  { "/worker-link/stop-answer", test_stop_answer },
  { "/worker-link/stop-stays", test_stop_stays },
  { "/worker-link/stop-full", test_stop_full },
};

int
main (int   argc,
      char *argv[])
{
  psc_frame_catch_broken_pipes ();
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].test,
                tear_down);

  return g_test_run ();
}
