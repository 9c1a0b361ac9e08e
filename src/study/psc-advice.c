/* psc-advice.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-advice"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-advice.h"
#include "psc-figure-text.h"
#include "psc-format.h"
#include "psc-losses.h"
#include "psc-same-failure.h"
#include "psc-same-values.h"

/* Below this share of the CPUs, files wait for something else than a CPU. */
#define MIN_SHARE_OF_CPUS 0.25

/* From here on one would call the lanes well used. */
#define HIGH_OCCUPANCY 0.75

/* Where the reason is plain, a smaller difference is worth a word. */
#define MIN_DIFFERENCE_IF_CROWDED 0.1

static char *
dup_few_files (PscRun           *run,
               const PscFigures *figures)
{
  guint size = psc_settings_get_chunk_size (psc_run_get_settings (run),
                                            figures->n_files);
  guint n_chunks = figures->n_files / size + (figures->n_files % size != 0);
  guint n_idle = figures->n_lanes - MIN (figures->n_lanes, n_chunks);

  if (n_idle == 0)
    return NULL;

  if (figures->n_files < figures->n_lanes)
    return g_strdup_printf (ngettext ("There are fewer files than workers: "
                                      "%u worker has nothing to do, which "
                                      "lowers occupancy.",
                                      "There are fewer files than workers: "
                                      "%u workers have nothing to do, which "
                                      "lowers occupancy.",
                                      n_idle),
                            n_idle);

  return g_strdup_printf (ngettext ("There are fewer chunks than workers: "
                                    "%u worker has nothing to do, which "
                                    "lowers occupancy. Choose smaller "
                                    "chunks.",
                                    "There are fewer chunks than workers: "
                                    "%u workers have nothing to do, which "
                                    "lowers occupancy. Choose smaller "
                                    "chunks.",
                                    n_idle),
                          n_idle);
}

/* The task that took longer than all others together, if there is one. */
static const PscTaskRecord *
find_long_task (PscRun           *run,
                const PscFigures *figures,
                guint            *index)
{
  for (guint i = 0; i < figures->n_files; i++)
    {
      const PscTaskRecord *task = psc_run_get_task (run, i);

      if (task == NULL || task->start_ns == PSC_NEVER ||
          task->end_ns == PSC_NEVER)
        continue;

      if (task->end_ns - task->start_ns > figures->cumulated_ns / 2)
        {
          *index = i;
          return task;
        }
    }

  return NULL;
}

static char *
dup_long_file (PscRun           *run,
               const PscFigures *figures)
{
  g_autofree char *name = NULL;
  g_autofree char *time = NULL;
  const PscTaskRecord *task;
  guint index;

  if (psc_run_get_state (run) != PSC_RUN_ENDED || figures->n_lanes < 2 ||
      figures->n_run < 3)
    return NULL;

  task = find_long_task (run, figures, &index);
  if (task == NULL)
    return NULL;

  name = psc_format_name (psc_listing_get_name (psc_run_get_listing (run),
                                                index));
  time = psc_format_duration (task->end_ns - task->start_ns);

  return g_strdup_printf (_("“%s” took longer than all other files together: "
                            "no number of workers brings the wall time below "
                            "its %s."),
                          name, time);
}

static gboolean
computes (PscPipeline *pipeline)
{
  for (guint i = 0; i < psc_pipeline_get_n_steps (pipeline); i++)
    if (psc_pipeline_step_is_compute (pipeline, i))
      return TRUE;

  return FALSE;
}

static gboolean
is_locked (PscRun           *run,
           const PscFigures *figures)
{
  const PscSettings *settings = psc_run_get_settings (run);

  return settings->global_lock && settings->work > 0 &&
         figures->n_lanes > 1 &&
         computes (settings->pipeline);
}

/* More workers than CPUs mislead only where files need the CPU, and where
 * occupancy is really off. */
static gboolean
is_crowded (const PscFigures *figures,
            double            efficiency)
{
  if (figures->n_lanes <= figures->n_cpus)
    return FALSE;
  if (!isfinite (figures->occupancy) || figures->occupancy < HIGH_OCCUPANCY)
    return FALSE;
  if (isfinite (efficiency))
    return figures->occupancy - efficiency > MIN_DIFFERENCE_IF_CROWDED;

  return figures->cpu_ns == 0 || figures->cpu_share > MIN_SHARE_OF_CPUS;
}

static char *
dup_crowded (const PscFigures *figures)
{
  return g_strdup_printf (ngettext ("%u workers share %u CPU: a file that "
                                    "waits for it still fills its lane, so "
                                    "occupancy stays high while the time "
                                    "saved is that of %u worker.",
                                    "%u workers share %u CPUs: a file that "
                                    "waits for one still fills its lane, so "
                                    "occupancy stays high while the time "
                                    "saved is that of %u workers.",
                                    figures->n_cpus),
                          figures->n_lanes, figures->n_cpus, figures->n_cpus);
}

/* Files whose steps did not all run to their own end. */
static char *
dup_failures (PscRun *run)
{
  guint n_lost = psc_losses_count (run);
  g_autofree char *counts = psc_losses_dup_counts (run);

  if (n_lost == 0)
    return NULL;

  /* Translators: %s is a list such as “2 failed, 1 lost”. */
  return g_strdup_printf (ngettext ("%'u file did not get through all steps "
                                    "(%s). Sort the files by outcome to find "
                                    "it, and select it to see why.",
                                    "%'u files did not get through all steps "
                                    "(%s). Sort the files by outcome to find "
                                    "them, and select one to see why.",
                                    n_lost),
                          n_lost, counts);
}

/* Threads share one stream, so theirs are never the same by inheritance. */
static char *
dup_same_values (PscRun *run)
{
  const PscSettings *settings = psc_run_get_settings (run);
  g_autofree char *value = NULL;
  PscSameValues found;

  if (psc_run_get_state (run) != PSC_RUN_ENDED ||
      !psc_mode_is_process (settings->mode) ||
      settings->streams != PSC_STREAMS_INHERITED ||
      !psc_same_values_find (run, &found))
    return NULL;

  value = psc_format_value (found.value);

  return g_strdup_printf (ngettext ("%u worker computed the same values, "
                                    "beginning with %s: each process "
                                    "inherited the same random state. With "
                                    "independent streams, every file gets "
                                    "random numbers of its own.",
                                    "%u workers computed the same values, "
                                    "beginning with %s: each process "
                                    "inherited the same random state. With "
                                    "independent streams, every file gets "
                                    "random numbers of its own.",
                                    found.n_workers),
                          found.n_workers, value);
}

/* Why occupancy says more than the time that was saved. */
static char *
dup_occupancy (PscRun           *run,
               const PscFigures *figures,
               double            efficiency)
{
  g_autofree char *ratio = NULL;

  if (is_crowded (figures, efficiency))
    return dup_crowded (figures);

  /* Where occupancy and efficiency agree, there is nothing to explain. */
  if (isfinite (efficiency) && figures->occupancy - efficiency <=
                               PSC_ADVICE_MIN_DIFFERENCE)
    return NULL;

  if (is_locked (run, figures))
    return g_strdup (_("One worker at a time is in the compute step: the "
                       "others wait for the lock, and that counts as work in "
                       "occupancy."));
  if (!isfinite (efficiency))
    return NULL;

  ratio = psc_format_ratio (efficiency);

  return g_strdup_printf (ngettext ("Parallel efficiency is %s only: with %u "
                                    "worker each file takes longer than "
                                    "with one, and that counts as work in "
                                    "occupancy.",
                                    "Parallel efficiency is %s only: with %u "
                                    "workers each file takes longer than "
                                    "with one, and that counts as work in "
                                    "occupancy.",
                                    figures->n_lanes),
                          ratio, figures->n_lanes);
}

static void
advice_free (gpointer data)
{
  PscAdvice *advice = data;

  g_free (advice->text);
  g_free (advice);
}

/* Takes @text. */
static void
add (GPtrArray     *all,
     PscAdviceKind  kind,
     char          *text,
     guint          n)
{
  PscAdvice *advice;

  if (text == NULL)
    return;

  advice = g_new (PscAdvice, 1);
  *advice = (PscAdvice) { kind, text, n };
  g_ptr_array_add (all, advice);
}

/**
 * psc_advice_read:
 * @run: a run, which may still go on
 * @figures: its figures
 * @efficiency: its parallel efficiency, %NAN where it is not known
 *
 * Looks for the reasons why results and figures of a run must not be taken at
 * face value.
 *
 * Returns: (transfer full) (element-type PscAdvice): these, the foremost
 *   first; none when all mean what they seem to
 */
GPtrArray *
psc_advice_read (PscRun           *run,
                 const PscFigures *figures,
                 double            efficiency)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (advice_free);
  char *failure = psc_same_failure_dup_text (run);

  /* Where all files go wrong alike there is nothing to be told of each. */
  add (all, PSC_ADVICE_FAILURES,
       failure != NULL ? failure : dup_failures (run), psc_losses_count (run));
  add (all, PSC_ADVICE_SLEEP, psc_figure_dup_sleep (figures->slept_ns), 0);
  add (all, PSC_ADVICE_SAME_VALUES, dup_same_values (run), 0);
  add (all, PSC_ADVICE_FEW_FILES, dup_few_files (run, figures), 0);
  add (all, PSC_ADVICE_LONG_FILE, dup_long_file (run, figures), 0);
  add (all, PSC_ADVICE_OCCUPANCY, dup_occupancy (run, figures, efficiency),
       0);

  return all;
}
