/* psc-losses.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-losses"

#include "config.h"

#include "psc-losses.h"
#include "psc-outcome.h"

/**
 * psc_losses_is_loss:
 *
 * Whether a file with this outcome is lost to its run, whatever the cause.
 */
gboolean
psc_losses_is_loss (PscOutcome outcome)
{
  return outcome == PSC_OUTCOME_FAILED || outcome == PSC_OUTCOME_KILLED ||
         outcome == PSC_OUTCOME_TIMED_OUT || outcome == PSC_OUTCOME_LOST;
}

/* Nobody was left to take it, or it went away with its directory.  A single file
 * that goes away is no loss to the others. */
static gboolean
is_left (PscCause cause)
{
  return cause == PSC_CAUSE_NO_WORKER || cause == PSC_CAUSE_DIRECTORY_VANISHED;
}

static gboolean
is_lost (PscRun *run,
         guint   index)
{
  const PscTaskRecord *task = psc_run_get_task (run, index);

  return task != NULL && (psc_losses_is_loss (task->outcome) ||
                          is_left (task->cause));
}

static guint
count_left (PscRun *run)
{
  guint n_left = 0;

  for (PscCause i = PSC_CAUSE_NONE; i < PSC_N_CAUSES; i++)
    if (is_left (i))
      n_left += psc_run_get_n_cause (run, i);

  return n_left;
}

/**
 * psc_losses_count:
 * @run: a run, which may still go on
 *
 * How many files are lost to it.  What such a run took is not the time of the
 * work that another one did.
 */
guint
psc_losses_count (PscRun *run)
{
  guint n_lost;

  g_return_val_if_fail (PSC_IS_RUN (run), 0);

  n_lost = count_left (run);
  for (PscOutcome i = PSC_OUTCOME_OK; i < PSC_N_OUTCOMES; i++)
    if (psc_losses_is_loss (i))
      n_lost += psc_run_get_n_outcome (run, i);

  return n_lost;
}

static void
append_count (GString    *text,
              guint       n,
              PscOutcome  outcome)
{
  if (n > 0)
    g_string_append_printf (text, "%s%'u %s", text->len > 0 ? ", " : "", n,
                            psc_outcome_get_label (outcome));
}

/**
 * psc_losses_dup_counts:
 *
 * Returns: (transfer full): how many files are lost, outcome by outcome, such
 *   as “2 failed, 1 lost”; empty when there are none
 */
char *
psc_losses_dup_counts (PscRun *run)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (PSC_IS_RUN (run), NULL);

  for (PscOutcome i = PSC_OUTCOME_OK; i < PSC_N_OUTCOMES; i++)
    if (psc_losses_is_loss (i))
      append_count (text, psc_run_get_n_outcome (run, i), i);
  append_count (text, count_left (run), PSC_OUTCOME_SKIPPED);

  return g_string_free (text, FALSE);
}

/**
 * psc_losses_list:
 * @run: a run that has ended
 *
 * Returns: (transfer full): the files that are lost to it, in their order, for
 *   another run over just these
 */
PscListing *
psc_losses_list (PscRun *run)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  PscListing *listing;

  g_return_val_if_fail (PSC_IS_RUN (run), NULL);

  listing = psc_run_get_listing (run);
  for (guint i = 0; i < psc_run_get_n_tasks (run); i++)
    if (is_lost (run, i))
      g_ptr_array_add (names, (char *) psc_listing_get_name (listing, i));
  g_ptr_array_add (names, NULL);

  return psc_listing_new_for_names (psc_listing_get_directory (listing),
                                    (const char * const *) names->pdata);
}
