/* fault-worker.c: a worker that does what no worker should
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The real worker, with some of its calls caught by the linker.  What it does
 * wrong stands in POOL_FAULT: "FAULT@N" with the N-th task that it gets in hand,
 * or "FAULT" before there is any.  POOL_FAULT_TIMES is how many workers are at
 * fault: those that make one of the directories POOL_FAULT_MARK.1 and so on.
 *
 * Only before there is a task: hang-before-hello, exit-after-hello, version.
 * With a task in hand, or just after the hello: segv, abort, kill, exit, hang,
 * massacre (of all workers), greed (for memory), stray-stdout, stderr-flood.
 * With the answer: garbage, short, oversize, wrong-id, duplicate; deaf closes
 * its standard input just before. */

#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "psc-frame.h"
#include "psc-message.h"
#include "psc-task-runner.h"
#include "psc-worker.h"

/* What the linker calls in the place of the engine's, and the engine's. */
GVariant *__real_psc_message_new_hello (void);
GVariant *__wrap_psc_message_new_hello (void);
GVariant *__real_psc_message_new_record (guint                index,
                                         const PscTaskRecord *task,
                                         const PscStepRecord *steps,
                                         PscPipeline         *pipeline);
GVariant *__wrap_psc_message_new_record (guint                index,
                                         const PscTaskRecord *task,
                                         const PscStepRecord *steps,
                                         PscPipeline         *pipeline);
gboolean __real_psc_frame_write         (int                  fd,
                                         GVariant            *message,
                                         int                  interrupt_fd,
                                         GError             **error);
gboolean __wrap_psc_frame_write         (int                  fd,
                                         GVariant            *message,
                                         int                  interrupt_fd,
                                         GError             **error);
void __real_psc_task_runner_run         (PscTaskRunner       *self,
                                         guint                index,
                                         const char          *path,
                                         PscTaskRecord       *task,
                                         PscStepRecord       *steps);
void __wrap_psc_task_runner_run         (PscTaskRunner       *self,
                                         guint                index,
                                         const char          *path,
                                         PscTaskRecord       *task,
                                         PscStepRecord       *steps);

static char *fault;       /* NULL: this worker is sound */
static guint fault_task;  /* counted from 1; 0 when the fault is of no task */
static guint n_tasks;     /* that it has had in hand */

static gboolean
is_due (const char *name)
{
  return fault != NULL && g_str_equal (fault, name) && fault_task == n_tasks;
}

/* Whether this worker is one of those that are to be at fault. */
static gboolean
is_chosen (void)
{
  const char *mark = g_getenv ("POOL_FAULT_MARK");
  const char *times = g_getenv ("POOL_FAULT_TIMES");

  if (mark == NULL || times == NULL)
    return TRUE;

  for (guint i = (guint) g_ascii_strtoull (times, NULL, 10); i > 0; i--)
    {
      g_autofree char *path = g_strdup_printf ("%s.%u", mark, i);

      if (mkdir (path, 0755) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
read_fault (void)
{
  const char *text = g_getenv ("POOL_FAULT");
  g_auto (GStrv) words = NULL;

  if (text == NULL || !is_chosen ())
    return;

  words = g_strsplit (text, "@", 2);
  fault = g_strdup (words[0]);
  if (words[1] != NULL)
    fault_task = (guint) g_ascii_strtoull (words[1], NULL, 10);
}

/* Dies of a signal as a program does that nobody watches. */
static void
die (int number)
{
  signal (number, SIG_DFL);
  kill (getpid (), number);
}

static void
write_all (int           fd,
           gconstpointer data,
           gsize         length)
{
  if (write (fd, data, length) != (gssize) length)
    abort ();
}

GVariant *
__wrap_psc_message_new_hello (void)
{
  if (is_due ("hang-before-hello"))
    for (;;)
      pause ();
  if (is_due ("version"))
    return g_variant_new ("(suxx)", "poolscope-worker", 99, (gint64) getpid (),
                          G_GINT64_CONSTANT (1));

  return __real_psc_message_new_hello ();
}

GVariant *
__wrap_psc_message_new_record (guint                index,
                               const PscTaskRecord *task,
                               const PscStepRecord *steps,
                               PscPipeline         *pipeline)
{
  return __real_psc_message_new_record (is_due ("wrong-id") ? index + 1 : index,
                                        task, steps, pipeline);
}

/* Kills all children of the pool, itself at last. */
static void
kill_all (void)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task", (int) getppid ());
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *thread;

  while (dir != NULL && (thread = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, thread, "children", NULL);
      g_autofree char *text = NULL;
      g_auto (GStrv) words = NULL;

      if (!g_file_get_contents (file, &text, NULL, NULL))
        continue;
      words = g_strsplit (text, " ", -1);
      for (guint i = 0; words[i] != NULL; i++)
        {
          pid_t pid = (pid_t) g_ascii_strtoll (words[i], NULL, 10);

          if (pid > 0 && pid != getpid ())
            kill (pid, SIGKILL);
        }
    }

  die (SIGKILL);
}

/* Wants more memory than it may have. */
static void
take_memory (void)
{
  const struct rlimit limit = { 256 << 20, 256 << 20 };

  setrlimit (RLIMIT_AS, &limit);
  for (;;)
    memset (g_malloc (1 << 20), 1, 1 << 20);
}

static void
flood_stderr (void)
{
  for (guint i = 1; i <= 100000; i++)
    g_printerr ("This is line %u of very many.\n", i);
}

static void
misbehave (void)
{
  if (is_due ("segv"))
    die (SIGSEGV);
  if (is_due ("abort"))
    die (SIGABRT);
  if (is_due ("kill"))
    die (SIGKILL);
  if (is_due ("exit"))
    _exit (0);
  if (is_due ("massacre"))
    kill_all ();
  if (is_due ("greed"))
    take_memory ();
  if (is_due ("stray-stdout"))
    write_all (STDOUT_FILENO, "hello\n", strlen ("hello\n"));
  if (is_due ("stderr-flood"))
    flood_stderr ();
  while (is_due ("hang"))
    pause ();
}

/* The frame of an answer goes wrong. */
static void
misuse_frame (int       fd,
              GVariant *message)
{
  guint8 bytes[64];
  guint32 length = GUINT32_TO_LE (sizeof bytes - sizeof length);

  memset (bytes, 0xff, sizeof bytes);
  if (is_due ("oversize"))
    length = GUINT32_TO_LE (PSC_FRAME_LIMIT + 1);
  memcpy (bytes, &length, sizeof length);

  if (is_due ("garbage") || is_due ("oversize"))
    write_all (fd, bytes, sizeof bytes);
  if (is_due ("short"))
    {
      write_all (fd, bytes, sizeof bytes / 2);
      _exit (0);
    }
  if (is_due ("deaf"))
    close (STDIN_FILENO);
  if (is_due ("duplicate"))
    __real_psc_frame_write (fd, g_variant_ref (message), -1, NULL);
}

gboolean
__wrap_psc_frame_write (int        fd,
                        GVariant  *message,
                        int        interrupt_fd,
                        GError   **error)
{
  g_autoptr (GVariant) kept = g_variant_ref_sink (message);
  gboolean written;

  if (n_tasks > 0)
    misuse_frame (fd, kept);
  written = __real_psc_frame_write (fd, kept, interrupt_fd, error);
  if (is_due ("exit-after-hello"))
    {
      g_printerr ("This worker does not want to work.\n");
      _exit (3);
    }
  if (n_tasks == 0)
    misbehave ();

  return written;
}

void
__wrap_psc_task_runner_run (PscTaskRunner *self,
                            guint          index,
                            const char    *path,
                            PscTaskRecord *task,
                            PscStepRecord *steps)
{
  n_tasks++;
  misbehave ();
  __real_psc_task_runner_run (self, index, path, task, steps);
}

int
main (void)
{
  /* Nobody wants to keep what it dies with. */
  prctl (PR_SET_DUMPABLE, 0);
  read_fault ();

  return psc_worker_main ();
}
