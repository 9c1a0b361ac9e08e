/* psc-session-again.c: runs that are made like the one that is shown
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-session-again"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-error.h"
#include "psc-format.h"
#include "psc-losses.h"
#include "psc-session-private.h"
#include "psc-settings-words-private.h"

static gboolean
is_free (PscSession *self)
{
  return self->state != PSC_SESSION_READING && !psc_session_is_busy (self) &&
         self->shown != NULL;
}

/**
 * psc_session_can_measure:
 *
 * Whether the run that is shown is whole, and has no run with one worker yet that
 * it could be compared with.
 */
gboolean
psc_session_can_measure (PscSession *self)
{
  PscFigures figures;

  g_return_val_if_fail (PSC_IS_SESSION (self), FALSE);

  /* What a run of the past took may have been taken on another machine. */
  return is_free (self) && !psc_run_is_kept (self->shown) &&
         psc_run_list_is_whole (self->shown) &&
         psc_run_get_settings (self->shown)->workers > 1 &&
         !psc_session_get_one_worker (self, self->shown, &figures);
}

/**
 * psc_session_measure:
 *
 * Makes a run with one worker, otherwise like the one that is shown and over
 * the same files.  The run that is shown comes back when it has ended.
 */
void
psc_session_measure (PscSession *self)
{
  g_autoptr (PscSettings) settings = NULL;
  g_autoptr (PscRun) run = NULL;

  g_return_if_fail (PSC_IS_SESSION (self));
  g_return_if_fail (psc_session_can_measure (self));

  settings = psc_settings_copy (psc_run_get_settings (self->shown));
  settings->workers = 1;
  run = psc_run_new (settings, psc_run_get_listing (self->shown));

  g_set_object (&self->resting, self->shown);
  _psc_session_execute (self, run);
  _psc_session_set_state (self, PSC_SESSION_RUNNING);
}

/**
 * psc_session_can_run_lost:
 *
 * Whether the run that is shown has lost files that another one could take.
 */
gboolean
psc_session_can_run_lost (PscSession *self)
{
  g_return_val_if_fail (PSC_IS_SESSION (self), FALSE);

  return is_free (self) && psc_losses_count (self->shown) > 0;
}

static gboolean
has_any (PscListing *listing)
{
  for (guint i = 0; i < psc_listing_get_n_files (listing); i++)
    {
      g_autofree char *path = psc_listing_dup_path (listing, i);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
    }

  return FALSE;
}

/* A run of the past may come from anywhere: its steps are done only where they
 * are the ones that the user has chosen here, and its files may be elsewhere. */
static gboolean
check_kept (PscRun       *run,
            PscListing   *lost,
            PscPipeline  *chosen,
            GError      **error)
{
  PscPipeline *pipeline = psc_run_get_settings (run)->pipeline;
  g_autofree char *directory =
    psc_format_name (psc_listing_get_directory (lost));
  g_autofree char *steps = NULL;

  if (!psc_pipeline_equal (pipeline, chosen))
    {
      steps = _psc_settings_describe_pipeline (pipeline);
      g_set_error (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                   _("The lost files went through another pipeline: %s. Choose "
                     "it to run them again."), steps);
      return FALSE;
    }

  if (!g_file_test (psc_listing_get_directory (lost), G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_NOT_FOUND,
                   _("There is no directory “%s”. Put it back to run its lost "
                     "files again."), directory);
      return FALSE;
    }

  if (!has_any (lost))
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_EMPTY,
                   _("None of the lost files is in “%s” any more."), directory);
      return FALSE;
    }

  return TRUE;
}

/**
 * psc_session_run_lost:
 * @chosen: the pipeline that the user has chosen for the next run
 * @error: of domain %PSC_ERROR
 *
 * Makes another run, with the settings of the one that is shown, over just the
 * files that are lost to it.  Fails for a run of the past whose files are not
 * here, or that went through another pipeline.
 */
gboolean
psc_session_run_lost (PscSession   *self,
                      PscPipeline  *chosen,
                      GError      **error)
{
  g_autoptr (PscListing) listing = NULL;
  g_autoptr (PscRun) run = NULL;

  g_return_val_if_fail (PSC_IS_SESSION (self), FALSE);
  g_return_val_if_fail (psc_session_can_run_lost (self), FALSE);

  listing = psc_losses_list (self->shown);
  if (psc_run_is_kept (self->shown) &&
      !check_kept (self->shown, listing, chosen, error))
    return FALSE;

  run = psc_run_new (psc_run_get_settings (self->shown), listing);
  psc_run_set_again_of (run, psc_run_get_started (self->shown));

  _psc_session_execute (self, run);
  _psc_session_set_state (self, PSC_SESSION_RUNNING);

  return TRUE;
}
