/* psc-fault-words.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-fault-words"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-fault-words.h"
#include "psc-findings-private.h"
#include "psc-format.h"
#include "psc-losses.h"
#include "psc-worker-end.h"

/**
 * psc_fault_get_title:
 *
 * Returns: (transfer none): what goes wrong
 */
const char *
psc_fault_get_title (PscFault fault)
{
  switch (fault)
    {
    case PSC_FAULT_DEATH:
      return _("A worker dies");

    case PSC_FAULT_STOP:
      return _("A worker stands still");

    case PSC_FAULT_HANG:
      return _("A file hangs");

    case PSC_FAULT_CRASH:
    default:
      return _("A step crashes");
    }
}

/**
 * psc_fault_get_question:
 *
 * Returns: (transfer none): what there is to guess
 */
const char *
psc_fault_get_question (PscFault fault)
{
  switch (fault)
    {
    case PSC_FAULT_DEATH:
      return _("What becomes of the file that it held, and of all the others?");

    case PSC_FAULT_STOP:
      return _("It is there, but does not answer. Who waits for it, and how "
               "long?");

    case PSC_FAULT_HANG:
      return _("Its step never ends, as with a named pipe. What becomes of the "
               "files behind it?");

    case PSC_FAULT_CRASH:
    default:
      return _("The program of one step fails with one file. Does it take its "
               "worker along?");
    }
}

/**
 * psc_fault_get_plan:
 *
 * Returns: (transfer none): what will be done
 */
const char *
psc_fault_get_plan (PscFault fault)
{
  switch (fault)
    {
    case PSC_FAULT_DEATH:
      return _("In the middle of the run, one of four workers gets the signal "
               "SIGKILL, as the kernel sends it when memory runs out.");

    case PSC_FAULT_STOP:
      return _("In the middle of the run, one of four workers gets the signal "
               "SIGSTOP. It takes ten seconds and more until that is over.");

    case PSC_FAULT_HANG:
      return _("With one file the step sleeps for ever. The time limit of a "
               "step is 2 s.");

    case PSC_FAULT_CRASH:
    default:
      return _("With one file the step ends itself with the signal SIGSEGV, as "
               "a program does that reads where it must not.");
    }
}

static void
append_losses (PscRun  *run,
               GString *text)
{
  for (guint i = 0; i < psc_run_get_n_tasks (run); i++)
    {
      const PscTaskRecord *task = psc_run_get_task (run, i);
      g_autofree char *name = NULL;
      g_autofree char *reason = NULL;

      if (task == NULL || !psc_losses_is_loss (task->outcome) ||
          task->cause == PSC_CAUSE_WORKER_DIED)
        continue;

      name = psc_format_name (psc_listing_get_name (psc_run_get_listing (run),
                                                    i));
      reason = psc_run_dup_reason (run, i);
      g_string_append_c (text, ' ');
      /* Translators: a file's name, and why it is lost. */
      g_string_append_printf (text, _("“%s”: %s."), name, reason);
    }
}

static void
append_deaths (PscRun  *run,
               GString *text)
{
  for (guint i = 0; i < psc_run_get_n_workers (run); i++)
    {
      g_autofree char *story = NULL;

      if (!psc_worker_end_is_death (run, i))
        continue;

      story = psc_worker_end_dup_story (run, i);
      g_string_append_printf (text, " %s", story);
    }
}

/* What happened, in the numbers of the run. */
static char *
dup_result (PscRun *run)
{
  guint n_lost = psc_losses_count (run);
  guint n_stopped = psc_run_get_n_outcome (run, PSC_OUTCOME_STOPPED);
  guint n_files = psc_run_get_n_tasks (run);
  guint n_through = n_files - n_lost - n_stopped;
  g_autofree char *wall = psc_format_duration (psc_run_get_wall_ns (run));
  GString *text = g_string_new (NULL);

  /* Translators: files, all of them, and a length of time. */
  g_string_printf (text, ngettext ("%u of %u file got through, in %s.",
                                   "%u of %u files got through, in %s.",
                                   n_files),
                   n_through, n_files, wall);
  append_losses (run, text);
  append_deaths (run, text);

  if (n_stopped > 0)
    g_string_append_printf (text, ngettext (" You stopped the run with %u file "
                                            "to go.",
                                            " You stopped the run with %u "
                                            "files to go.", n_stopped),
                            n_stopped);
  else if (n_lost == 0 && psc_worker_end_count (run) == 0)
    g_string_append (text, _(" Nothing is lost: the run was over before "
                             "anything went wrong. Try it once more."));

  return g_string_free (text, FALSE);
}

static const char *
tell_pool (PscFault fault)
{
  switch (fault)
    {
    case PSC_FAULT_DEATH:
      return _("It starts another worker, but never hears of the file that the "
               "dead one held: map() waits for its result for ever.");

    case PSC_FAULT_STOP:
      return _("It asks no worker for a sign of life: map() waits for ever.");

    case PSC_FAULT_HANG:
      return _("It has no time limit: map() waits for ever. The other chunks are "
               "done; what is behind the file in its own is never begun.");

    case PSC_FAULT_CRASH:
    default:
      return _("The step is a process of its own, so the worker lives on. The "
               "crash shows as return code −11 only, at which the notebook does "
               "not look: the file counts as done.");
    }
}

static const char *
tell_executor (PscFault fault)
{
  switch (fault)
    {
    case PSC_FAULT_DEATH:
      return _("It gives up all files that are not done, with "
               "BrokenProcessPool, and takes no more work. A new executor has "
               "to be made.");

    case PSC_FAULT_STOP:
      return _("It asks no worker for a sign of life. result(timeout) stops "
               "waiting, but the file and its worker are not given back.");

    case PSC_FAULT_HANG:
      return _("result(timeout) stops waiting, but the step runs on and its "
               "worker stays taken. Python 3.14 can end all workers at once.");

    case PSC_FAULT_CRASH:
    default:
      return _("As with Pool: a return code that somebody has to look at. An "
               "exception comes only from subprocess.run(check=True), and goes "
               "to whoever asks for that file’s result.");
    }
}

static const char *
tell_poolscope (PscFault fault)
{
  switch (fault)
    {
    case PSC_FAULT_DEATH:
      return _("It loses the one file that the worker held and says so. The "
               "rest of the chunk goes back to the queue, and the lane gets a "
               "new worker.");

    case PSC_FAULT_STOP:
      return _("It notices that the worker does not answer, kills it after a "
               "while, and goes on as when a worker dies: one file is lost.");

    case PSC_FAULT_HANG:
      return _("It ends the step and all that it started at the time limit. "
               "The file has timed out, and its worker takes the next one.");

    case PSC_FAULT_CRASH:
    default:
      return _("It keeps the signal with the file, which counts as killed. The "
               "worker takes the next one.");
    }
}

/**
 * psc_fault_read:
 * @fault: what was to go wrong
 * @run: the run in which it was, which has ended
 *
 * Returns: (transfer full) (element-type PscFinding): what happened in this run,
 *   and what each of the pools does then
 */
GPtrArray *
psc_fault_read (PscFault  fault,
                PscRun   *run)
{
  GPtrArray *findings;

  g_return_val_if_fail (PSC_IS_RUN (run), NULL);

  findings = _psc_findings_new ();
  _psc_findings_add (findings, PSC_FINDING_FAULT, NULL,
                     g_strdup (_("What happened here")), dup_result (run));
  _psc_findings_add (findings, PSC_FINDING_PEER, NULL,
                     g_strdup ("multiprocessing.Pool"),
                     g_strdup (tell_pool (fault)));
  _psc_findings_add (findings, PSC_FINDING_PEER, NULL,
                     g_strdup ("concurrent.futures.ProcessPoolExecutor"),
                     g_strdup (tell_executor (fault)));
  _psc_findings_add (findings, PSC_FINDING_PEER, NULL,
                     g_strdup (_("Poolscope")),
                     g_strdup (tell_poolscope (fault)));

  return findings;
}
