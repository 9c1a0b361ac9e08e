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
#include "psc-format.h"

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
  if (figures->occupancy < HIGH_OCCUPANCY)
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

/**
 * psc_advice_dup:
 * @run: a run, which may still go on
 * @figures: its figures
 * @efficiency: its parallel efficiency, %NAN where it is not known
 *
 * Looks for the foremost reason why the figures of a run must not be taken at
 * face value.
 *
 * Returns: (transfer full) (nullable): it in a translated sentence; %NULL
 *   when the figures mean what they seem to
 */
char *
psc_advice_dup (PscRun           *run,
                const PscFigures *figures,
                double            efficiency)
{
  char *advice = dup_few_files (run, figures);
  g_autofree char *ratio = NULL;

  if (advice == NULL)
    advice = dup_long_file (run, figures);
  if (advice != NULL)
    return advice;

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
