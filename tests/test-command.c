/* test-command.c: commands that behave, and commands that do not
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
#include <sys/stat.h>
#include <unistd.h>

#include "psc-clock.h"
#include "psc-command.h"
#include "psc-frame.h"
#include "psc-interrupt.h"
#include "psc-mark.h"
#include "psc-test-utils.h"

/* Longer than any test may take. */
#define FOR_EVER "sleep 100"

typedef struct
{
  char          *directory; /* where scripts leave their marks, as $D */
  int            interrupt_fds[2];

  /* The command under way, and what came of it */
  char         **argv;
  gint64         timeout_ns;
  int            interrupt_fd;
  GThread       *thread;
  gint           is_done;
  gint64         end_ns;
  gint64         cpu_ns;
  PscCommandEnd  end;
  PscStepRecord  step;
  char          *detail;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->directory = psc_test_make_directory (NULL);
  fixture->interrupt_fd = PSC_NO_INTERRUPT;
  g_assert_true (g_unix_open_pipe (fixture->interrupt_fds, FD_CLOEXEC, NULL));
}

static void
clear_result (Fixture *fixture)
{
  g_clear_pointer (&fixture->argv, g_strfreev);
  g_clear_pointer (&fixture->step.output, g_free);
  g_clear_pointer (&fixture->detail, g_free);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  clear_result (fixture);
  if (fixture->interrupt_fds[1] >= 0)
    close (fixture->interrupt_fds[1]);
  close (fixture->interrupt_fds[0]);
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->directory);
  g_assert_cmpuint (psc_test_count_children (), ==, 0);
}

static gpointer
run_in_thread (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GSubprocessLauncher) launcher =
    psc_command_launcher_new (psc_mark_get_program ());
  gint64 cpu_ns = psc_clock_thread_cpu_ns ();

  fixture->end = psc_command_run (launcher,
                                  (const char * const *) fixture->argv,
                                  fixture->interrupt_fd, fixture->timeout_ns, NULL,
                                  &fixture->step, &fixture->detail);
  fixture->end_ns = psc_clock_now_ns ();
  fixture->cpu_ns = psc_clock_thread_cpu_ns () - cpu_ns;
  g_atomic_int_set (&fixture->is_done, TRUE);

  return NULL;
}

/* Starts a command in a thread of its own, so that no test can hang. */
static void
start_argv (Fixture            *fixture,
            const char * const *argv)
{
  clear_result (fixture);
  fixture->argv = g_strdupv ((char **) argv);
  fixture->is_done = FALSE;
  fixture->thread = g_thread_new ("command", run_in_thread, fixture);
}

static void
start (Fixture    *fixture,
       const char *script)
{
  g_autofree char *whole = g_strdup_printf ("export D='%s'\n%s",
                                            fixture->directory, script);

  start_argv (fixture, (const char *[]) { "/bin/sh", "-c", whole, NULL });
}

static void
finish (Fixture       *fixture,
        PscCommandEnd  end,
        int            exit_code,
        int            signal)
{
  psc_test_wait_until (g_atomic_int_get (&fixture->is_done));
  g_thread_join (fixture->thread);

  g_assert_cmpint (fixture->end, ==, end);
  g_assert_cmpint (fixture->step.status.exit_code, ==, exit_code);
  g_assert_cmpint (fixture->step.status.signal, ==, signal);
  g_assert_cmpint (fixture->step.start_ns, >, 0);
  g_assert_cmpint (fixture->step.end_ns, >=, fixture->step.start_ns);
  g_assert_cmpint (fixture->detail != NULL, ==,
                   end == PSC_COMMAND_NOT_STARTED);
}

static void
assert_output (Fixture    *fixture,
               const char *out,
               gsize       n_out,
               const char *err,
               gsize       n_err)
{
  const PscOutput *output = fixture->step.output;

  g_assert_nonnull (output);
  g_assert_cmpmem (output->data, output->stdout_length, out, n_out);
  g_assert_cmpmem (output->data + output->stdout_length,
                   output->stderr_length, err, n_err);
  g_assert_cmpuint (output->dropped, ==, 0);
}

static void
test_exit (Fixture       *fixture,
           gconstpointer  data)
{
  start (fixture, "exit 0");
  finish (fixture, PSC_COMMAND_EXITED, 0, 0);
  g_assert_null (fixture->step.output);

  start (fixture, "exit 1");
  finish (fixture, PSC_COMMAND_EXITED, 1, 0);
  start (fixture, "exit 255");
  finish (fixture, PSC_COMMAND_EXITED, 255, 0);
}

static void
test_signal (Fixture       *fixture,
             gconstpointer  data)
{
  /* Of these we ourselves survive the last one. */
  static const int signals[] = { SIGSEGV, SIGKILL, SIGTERM, SIGPIPE };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autofree char *script = g_strdup_printf ("kill -%d $$", signals[i]);

      start (fixture, script);
      finish (fixture, PSC_COMMAND_SIGNALLED, -1, signals[i]);
    }
}

static void
test_output (Fixture       *fixture,
             gconstpointer  data)
{
  start (fixture, "echo out; echo err >&2; echo more; exit 3");
  finish (fixture, PSC_COMMAND_EXITED, 3, 0);
  assert_output (fixture, "out\nmore\n", 9, "err\n", 4);

  start (fixture, "echo err >&2");
  finish (fixture, PSC_COMMAND_EXITED, 0, 0);
  assert_output (fixture, "", 0, "err\n", 4);

  /* Neither text nor strings */
  start (fixture, "printf '\\000\\377\\200a\\000'; printf '\\000' >&2");
  finish (fixture, PSC_COMMAND_EXITED, 0, 0);
  assert_output (fixture, "\0\xff\x80" "a\0", 5, "\0", 1);
}

static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  for (guint more = 0; more < 2; more++)
    {
      g_autofree char *script =
        g_strdup_printf ("head -c %u /dev/zero; head -c %u /dev/zero >&2",
                         PSC_OUTPUT_LIMIT + more, PSC_OUTPUT_LIMIT);

      start (fixture, script);
      finish (fixture, PSC_COMMAND_EXITED, 0, 0);
      g_assert_cmpuint (fixture->step.output->stdout_length, ==,
                        PSC_OUTPUT_LIMIT);
      g_assert_cmpuint (fixture->step.output->stderr_length, ==,
                        PSC_OUTPUT_LIMIT);
      g_assert_cmpuint (fixture->step.output->dropped, ==, more);
    }
}

static gint64
get_peak_kib (void)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));

  return psc_test_parse_kib (text, "VmHWM:");
}

static void
test_flood (Fixture       *fixture,
            gconstpointer  data)
{
  gint64 peak_kib;

  /* What a first command costs once is not to be counted. */
  start (fixture, "head -c 1000000 /dev/zero");
  finish (fixture, PSC_COMMAND_EXITED, 0, 0);
  peak_kib = get_peak_kib ();

  start (fixture, "echo first; head -c 300000000 /dev/zero");
  finish (fixture, PSC_COMMAND_EXITED, 0, 0);
  g_assert_cmpuint (fixture->step.output->stdout_length, ==,
                    PSC_OUTPUT_LIMIT);
  g_assert_cmpuint (fixture->step.output->stderr_length, ==, 0);
  g_assert_cmpuint (fixture->step.output->dropped, ==,
                    300000006 - PSC_OUTPUT_LIMIT);
  g_assert_cmpmem (fixture->step.output->data, 7, "first\n\0", 7);
  g_assert_cmpint (get_peak_kib () - peak_kib, <, 16 * 1024);
}

static void
test_both_floods (Fixture       *fixture,
                  gconstpointer  data)
{
  start (fixture,
         "head -c 20000000 /dev/zero >&2 & head -c 20000000 /dev/zero; wait");
  finish (fixture, PSC_COMMAND_EXITED, 0, 0);
  g_assert_cmpuint (fixture->step.output->stdout_length, ==,
                    PSC_OUTPUT_LIMIT);
  g_assert_cmpuint (fixture->step.output->stderr_length, ==,
                    PSC_OUTPUT_LIMIT);
  g_assert_cmpuint (fixture->step.output->dropped, ==,
                    2 * (20000000 - PSC_OUTPUT_LIMIT));
}

static void
test_endless_flood (Fixture       *fixture,
                    gconstpointer  data)
{
  fixture->timeout_ns = PSC_NSEC_PER_SEC / 2;
  start (fixture, "trap '' TERM; while :; do echo y; echo n >&2; done");
  finish (fixture, PSC_COMMAND_TIMED_OUT, -1, SIGKILL);
  g_assert_nonnull (fixture->step.output);
}

static void
test_not_started (Fixture       *fixture,
                  gconstpointer  data)
{
  g_auto (GStrv) plain = psc_test_make_program (fixture->directory, "plain",
                                                "exit 0");
  g_auto (GStrv) orphan = psc_test_make_program (fixture->directory, "orphan",
                                                 "exit 0");
  g_autofree char *missing = g_build_filename (fixture->directory, "missing",
                                               NULL);
  const char *programs[] = {
    missing, plain[0], fixture->directory, orphan[0],
  };
  guint n_files;

  /* What a first command costs once is not to be counted. */
  start (fixture, "exit 0");
  finish (fixture, PSC_COMMAND_EXITED, 0, 0);
  n_files = psc_test_count_files ();

  g_assert_cmpint (g_chmod (plain[0], 0644), ==, 0);
  g_assert_true (g_file_set_contents (orphan[0], "#!/no/such/shell\n", -1,
                                      NULL));
  g_assert_cmpint (g_chmod (orphan[0], 0755), ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      start_argv (fixture, (const char *[]) { programs[i], "x", NULL });
      finish (fixture, PSC_COMMAND_NOT_STARTED, -1, 0);
      g_assert_true (g_utf8_validate (fixture->detail, -1, NULL));
      g_assert_null (fixture->step.output);
    }
  g_assert_cmpuint (psc_test_count_files (), <=, n_files);
}

static void
test_too_long (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *word = g_strnfill (1 << 20, 'x');

  start_argv (fixture, (const char *[]) { "/bin/echo", word, NULL });
  finish (fixture, PSC_COMMAND_NOT_STARTED, -1, 0);
}

static void
test_timeout (Fixture       *fixture,
              gconstpointer  data)
{
  pid_t pid, child;

  /* Politely asked it goes, and the one that does not listen is killed. */
  fixture->timeout_ns = PSC_NSEC_PER_SEC / 2;
  start (fixture,
         "sh -c 'trap \"\" TERM; echo $$ > $D/child; while :; do sleep 1; "
         "done' & echo $$ > $D/pid; echo said; exec " FOR_EVER);
  pid = psc_test_wait_for_pid (fixture->directory, "pid");
  child = psc_test_wait_for_pid (fixture->directory, "child");
  finish (fixture, PSC_COMMAND_TIMED_OUT, -1, SIGTERM);
  assert_output (fixture, "said\n", 5, "", 0);
  psc_test_wait_until (!psc_test_is_alive (pid));
  psc_test_wait_until (!psc_test_is_alive (child));
}

static void
test_stubborn (Fixture       *fixture,
               gconstpointer  data)
{
  pid_t pid, child;

  fixture->timeout_ns = PSC_NSEC_PER_SEC / 2;
  start (fixture,
         "trap '' TERM INT HUP; echo $$ > $D/pid; "
         "setsid sh -c 'echo $$ > $D/child; exec " FOR_EVER "' & "
         "while :; do sleep 1; done");
  pid = psc_test_wait_for_pid (fixture->directory, "pid");
  child = psc_test_wait_for_pid (fixture->directory, "child");
  finish (fixture, PSC_COMMAND_TIMED_OUT, -1, SIGKILL);
  psc_test_wait_until (!psc_test_is_alive (pid));
  psc_test_wait_until (!psc_test_is_alive (child));
}

/* A command may use the word of warning to leave in order; that it had to
 * stays the cause. */
static void
test_clean_up (Fixture       *fixture,
               gconstpointer  data)
{
  fixture->timeout_ns = PSC_NSEC_PER_SEC / 2;
  start (fixture,
         "exec 2>/dev/null; trap 'echo bye; exit 0' TERM; "
         "while :; do sleep 0.05; done");
  finish (fixture, PSC_COMMAND_TIMED_OUT, 0, 0);
  assert_output (fixture, "bye\n", 4, "", 0);
}

static void
interrupt (Fixture *fixture)
{
  close (fixture->interrupt_fds[1]);
  fixture->interrupt_fds[1] = -1;
}

static void
test_interrupt (Fixture       *fixture,
                gconstpointer  data)
{
  pid_t pid;

  fixture->interrupt_fd = fixture->interrupt_fds[0];
  start (fixture, "echo $$ > $D/pid; echo said; exec " FOR_EVER);
  pid = psc_test_wait_for_pid (fixture->directory, "pid");
  g_assert_true (psc_test_is_alive (pid));

  /* A byte does it as well as the end of the pipe. */
  g_assert_cmpint (write (fixture->interrupt_fds[1], "x", 1), ==, 1);
  finish (fixture, PSC_COMMAND_INTERRUPTED, -1, SIGTERM);
  assert_output (fixture, "said\n", 5, "", 0);
  psc_test_wait_until (!psc_test_is_alive (pid));
}

static void
test_interrupt_before (Fixture       *fixture,
                       gconstpointer  data)
{
  fixture->interrupt_fd = fixture->interrupt_fds[0];
  interrupt (fixture);
  start (fixture, "exec " FOR_EVER);
  finish (fixture, PSC_COMMAND_INTERRUPTED, -1, SIGTERM);
}

/* Ctrl+C may reach the command before it reaches us: it is a stop all the
 * same. */
static void
test_same_signal (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "fifo", NULL);
  int fd;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  fd = open (path, O_RDWR | O_CLOEXEC);
  g_assert_cmpint (fd, >=, 0);

  fixture->interrupt_fd = fd;
  start (fixture, "sh -c 'kill -TERM $PPID; sleep 0.05; echo stop > $D/fifo' & "
                  "wait");
  finish (fixture, PSC_COMMAND_INTERRUPTED, -1, SIGTERM);
  close (fd);
}

/* Whoever is left behind with the pipes does not hold us up, and is ended. */
static void
test_left_behind (Fixture       *fixture,
                  gconstpointer  data)
{
  pid_t pid;

  start (fixture, "sh -c 'echo $$ > $D/pid; exec " FOR_EVER "' & "
                  "until test -s $D/pid; do sleep 0.01; done; echo said");
  pid = psc_test_wait_for_pid (fixture->directory, "pid");
  finish (fixture, PSC_COMMAND_EXITED, 0, 0);
  assert_output (fixture, "said\n", 5, "", 0);

  g_assert_true (fixture->step.status.left_process);
  g_assert_false (psc_test_is_alive (pid));
  /* To end it took a pause of 5 ms at least, which is not the step's. */
  g_assert_cmpint (fixture->end_ns - fixture->step.end_ns, >=, 5000000);
}

/* The same with one that fills the pipe for ever. */
static void
test_left_flood (Fixture       *fixture,
                 gconstpointer  data)
{
  pid_t pid;

  start (fixture, "sh -c 'echo $$ > $D/pid; exec yes' & "
                  "until test -s $D/pid; do sleep 0.01; done; exit 4");
  pid = psc_test_wait_for_pid (fixture->directory, "pid");
  finish (fixture, PSC_COMMAND_EXITED, 4, 0);
  psc_test_wait_until (!psc_test_is_alive (pid));
}

static void
test_closed_pipes (Fixture       *fixture,
                   gconstpointer  data)
{
  /* Its end is awaited asleep, not by asking again and again. */
  start (fixture, "echo said; exec >&- 2>&-; sleep 2; exit 7");
  finish (fixture, PSC_COMMAND_EXITED, 7, 0);
  assert_output (fixture, "said\n", 5, "", 0);
  g_assert_cmpint (fixture->cpu_ns, <, PSC_NSEC_PER_SEC);

  start (fixture, "exec 2>&-; sleep 0.1; echo said");
  finish (fixture, PSC_COMMAND_EXITED, 0, 0);
  assert_output (fixture, "said\n", 5, "", 0);

  fixture->timeout_ns = PSC_NSEC_PER_SEC / 2;
  start (fixture, "exec >&- 2>&-; exec " FOR_EVER);
  finish (fixture, PSC_COMMAND_TIMED_OUT, -1, SIGTERM);
  fixture->timeout_ns = 0;

  fixture->interrupt_fd = fixture->interrupt_fds[0];
  start (fixture, "exec >&- 2>&-; echo $$ > $D/pid; exec " FOR_EVER);
  psc_test_wait_for_pid (fixture->directory, "pid");
  interrupt (fixture);
  finish (fixture, PSC_COMMAND_INTERRUPTED, -1, SIGTERM);
}

/* A command sees an empty standard input, its pipes, and nothing of ours. */
static void
test_surroundings (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *before = g_get_current_dir ();
  g_autofree char *expected = g_strconcat (before, "\n", NULL);

  start (fixture, "cat; echo ${MAGIC-none} ${POSIXLY_CORRECT-none}");
  finish (fixture, PSC_COMMAND_EXITED, 0, 0);
  assert_output (fixture, "none none\n", 10, "", 0);

  /* What this program was started with is not what is asked about; the
   * shell's own look at the directory is the fourth. */
  g_assert_cmpint (close_range (3, G_MAXUINT, CLOSE_RANGE_CLOEXEC), ==, 0);
  start (fixture, "cd /proc/self/fd && echo *");
  finish (fixture, PSC_COMMAND_EXITED, 0, 0);
  assert_output (fixture, "0 1 2 3\n", 8, "", 0);

  start (fixture, "pwd -P");
  finish (fixture, PSC_COMMAND_EXITED, 0, 0);
  assert_output (fixture, expected, strlen (expected), "", 0);
}

static gpointer
run_many (gpointer data)
{
  g_autoptr (GSubprocessLauncher) launcher =
    psc_command_launcher_new (psc_mark_get_program ());
  gint *n_done = data;

  for (guint i = 0; i < 25; i++)
    {
      g_autofree char *text = g_strdup_printf ("%p %u", &text, i);
      const char *argv[] = { "/bin/echo", text, NULL };
      g_autofree char *expected = g_strconcat (text, "\n", NULL);
      g_autofree PscOutput *output = NULL;
      PscStepRecord step;
      char *detail;

      g_assert_cmpint (psc_command_run (launcher, argv, PSC_NO_INTERRUPT, 0,
                                        NULL, &step, &detail), ==,
                       PSC_COMMAND_EXITED);
      output = step.output;
      g_assert_cmpmem (output->data, output->stdout_length, expected,
                       strlen (expected));
    }
  g_atomic_int_inc (n_done);

  return NULL;
}

/* Many at once: nobody's output gets lost, nobody's descriptor is left. */
static void
test_threads (Fixture       *fixture,
              gconstpointer  data)
{
  guint n_files = psc_test_count_files ();
  GThread *threads[8];
  gint n_done = 0;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("command", run_many, &n_done);
  psc_test_wait_until (g_atomic_int_get (&n_done) ==
                       G_N_ELEMENTS (threads));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  /* GLib opens a few for itself, but not one for each. */
  psc_test_wait_until (psc_test_count_files () < n_files + 8);
}

typedef struct
{
  const char *path;
  void      (*test) (Fixture       *fixture,
                     gconstpointer  data);
} Case;

static const Case cases[] = {
  { "/command/exit", test_exit },
  { "/command/signal", test_signal },
  { "/command/output", test_output },
  { "/command/limit", test_limit },
  { "/command/flood", test_flood },
  { "/command/both-floods", test_both_floods },
  { "/command/endless-flood", test_endless_flood },
  { "/command/not-started", test_not_started },
  { "/command/too-long", test_too_long },
  { "/command/timeout", test_timeout },
  { "/command/stubborn", test_stubborn },
  { "/command/clean-up", test_clean_up },
  { "/command/interrupt", test_interrupt },
  { "/command/interrupt-before", test_interrupt_before },
  { "/command/same-signal", test_same_signal },
  { "/command/left-behind", test_left_behind },
  { "/command/left-flood", test_left_flood },
  { "/command/closed-pipes", test_closed_pipes },
  { "/command/surroundings", test_surroundings },
  { "/command/threads", test_threads },
};

int
main (int   argc,
      char *argv[])
{
  psc_frame_catch_broken_pipes ();
  g_setenv ("MAGIC", "/dev/null", TRUE);
  g_setenv ("POSIXLY_CORRECT", "1", TRUE);
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].test,
                tear_down);

  return g_test_run ();
}
