/* psc-mode-facts.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-mode-facts"

#include "config.h"

#include <math.h>

#include "psc-mode-facts.h"

static double
read_compute_share (PscRun           *run,
                    const PscAccount *account)
{
  PscPipeline *pipeline = psc_run_get_settings (run)->pipeline;
  gint64 compute_ns = 0;

  if (account->cumulated_ns == 0)
    return NAN;

  for (guint i = 0; i < psc_pipeline_get_n_steps (pipeline); i++)
    if (psc_pipeline_step_is_compute (pipeline, i))
      compute_ns += account->steps_ns[i];

  return (double) compute_ns / (double) account->cumulated_ns;
}

/**
 * psc_mode_facts_read:
 * @run: (nullable): a run that has been kept
 * @facts: (out caller-allocates): what it shows
 *
 * Reads what tells modes from each other.
 */
void
psc_mode_facts_read (const PscSweepRun *run,
                     PscModeFacts      *facts)
{
  *facts = (PscModeFacts) { .compute_share = NAN };
  if (run == NULL || run->run == NULL)
    return;

  facts->account = run->figures.account;
  facts->n_lanes = psc_run_get_n_lanes (run->run);
  facts->compute_share = read_compute_share (run->run, &facts->account);
  psc_same_values_find (run->run, &facts->same);
  for (guint i = 0; i < facts->n_lanes; i++)
    {
      guint n_workers;

      psc_run_get_lane_workers (run->run, i, &n_workers);
      facts->n_used += n_workers > 0;
    }
}
