/* psc-settings.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-settings"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-error.h"
#include "psc-machine.h"
#include "psc-settings.h"

G_DEFINE_BOXED_TYPE (PscSettings, psc_settings, psc_settings_copy,
                     psc_settings_free)

/**
 * psc_settings_new:
 *
 * Makes the default settings: the default pipeline in process mode, with as
 * many workers as there are usable CPUs.
 */
PscSettings *
psc_settings_new (void)
{
  g_autoptr (PscMachine) machine = psc_machine_read ();
  PscSettings *self = g_new0 (PscSettings, 1);

  self->mode = PSC_MODE_PROCESS;
  self->workers = CLAMP (machine->cpus_usable, 1, PSC_MAX_WORKERS);
  self->work = 1;
  self->seed = PSC_DEFAULT_SEED;
  self->streams = PSC_STREAMS_INHERITED;
  self->step_timeout_ns = PSC_DEFAULT_STEP_TIMEOUT_NS;
  self->pipeline = psc_pipeline_new_default ();

  return self;
}

/**
 * psc_settings_copy:
 *
 * Returns: (transfer full): a copy, which shares the pipeline
 */
PscSettings *
psc_settings_copy (const PscSettings *self)
{
  PscSettings *copy = g_new (PscSettings, 1);

  *copy = *self;
  copy->pipeline = psc_pipeline_ref (self->pipeline);

  return copy;
}

/**
 * psc_settings_free:
 *
 * Frees the settings.
 */
void
psc_settings_free (PscSettings *self)
{
  psc_pipeline_unref (self->pipeline);
  g_free (self);
}

/**
 * psc_settings_equal:
 *
 * Whether two runs with these settings are made in the same way.
 */
gboolean
psc_settings_equal (const PscSettings *a,
                    const PscSettings *b)
{
  return a->mode == b->mode && a->workers == b->workers &&
         a->chunk_size == b->chunk_size &&
         a->tasks_per_worker == b->tasks_per_worker && a->work == b->work &&
         a->seed == b->seed && a->streams == b->streams &&
         a->global_lock == b->global_lock &&
         a->step_timeout_ns == b->step_timeout_ns &&
         psc_pipeline_equal (a->pipeline, b->pipeline);
}

/**
 * psc_settings_check:
 *
 * Whether a run with these settings makes sense; if not, @error says what to
 * change.  Looks at the settings alone, not at the machine.
 */
gboolean
psc_settings_check (const PscSettings  *self,
                    GError            **error)
{
  if (self->workers < 1 || self->workers > PSC_MAX_WORKERS)
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                   _("%u workers are not possible. Choose 1 to %d."),
                   self->workers, PSC_MAX_WORKERS);
      return FALSE;
    }

  if (self->tasks_per_worker != 0 && !psc_mode_is_process (self->mode))
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                   _("Only processes are replaced after a number of tasks. "
                     "Choose a process mode, or leave the number out."));
      return FALSE;
    }

  if (self->global_lock && psc_mode_is_process (self->mode))
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                   _("A lock is global to one process only. "
                     "Choose a thread mode, or leave the lock out."));
      return FALSE;
    }

  if (self->work > PSC_MAX_WORK)
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                   _("The work factor %u is too large. Choose 0 to %d."),
                   self->work, PSC_MAX_WORK);
      return FALSE;
    }

  if (self->step_timeout_ns < 0)
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                   _("A time limit cannot be negative. "
                     "Choose 0 for no limit."));
      return FALSE;
    }

  return TRUE;
}

/**
 * psc_settings_get_chunk_size:
 *
 * How many of @n_files files are handed out at once: what was set, or the
 * mode's own rule.
 */
guint
psc_settings_get_chunk_size (const PscSettings *self,
                             guint              n_files)
{
  if (self->chunk_size != 0)
    return self->chunk_size;

  switch (self->mode)
    {
    case PSC_MODE_PROCESS:
    case PSC_MODE_DUMMY:
      {
        /* What multiprocessing.Pool.map does: four chunks a worker. */
        guint n_chunks = self->workers * 4;

        return MAX (n_files / n_chunks + (n_files % n_chunks != 0), 1);
      }

    case PSC_MODE_PROCESS_EXECUTOR:
    case PSC_MODE_THREAD:
    default:
      return 1;
    }
}
