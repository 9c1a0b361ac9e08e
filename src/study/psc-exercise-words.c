/* psc-exercise-words.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-words"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-exercise-words.h"
#include "psc-format.h"

/* How long it is going to take. */
static char *
dup_guess (PscExercise *self,
           gint64       average_ns)
{
  guint n_planned = psc_exercise_get_n_planned (self);
  g_autofree char *runs = NULL;
  g_autofree char *time = NULL;

  if (n_planned == 0)
    return g_strdup (_("There is no file to measure with"));

  runs = g_strdup_printf (ngettext ("%u run", "%u runs", n_planned), n_planned);
  if (average_ns == PSC_NEVER)
    return g_steal_pointer (&runs);

  time = psc_format_rough (psc_exercise_guess (self, average_ns));

  /* Translators: a number of runs, then a length of time. */
  return g_strdup_printf (_("%s, about %s"), runs, time);
}

static char *
dup_left (PscExercise *self)
{
  gint64 left_ns = psc_exercise_get_left_ns (self);
  guint n_runs = psc_exercise_get_n_runs (self);
  guint n_planned = psc_exercise_get_n_planned (self);
  g_autofree char *left = NULL;

  if (left_ns == PSC_NEVER)
    return g_strdup_printf (_("%u of %u runs"), n_runs, n_planned);

  left = psc_format_rough (left_ns);

  return g_strdup_printf (_("%u of %u runs, about %s left"), n_runs, n_planned,
                          left);
}

/**
 * psc_exercise_dup_progress:
 * @average_ns: how long a file takes alone on a CPU; %PSC_NEVER if that is
 *   not known
 *
 * Returns: (transfer full): how long it will take, how far it is, or how many
 *   runs were made
 */
char *
psc_exercise_dup_progress (PscExercise *self,
                           gint64       average_ns)
{
  guint n_runs = psc_exercise_get_n_runs (self);
  guint n_planned = psc_exercise_get_n_planned (self);

  switch (psc_exercise_get_state (self))
    {
    case PSC_EXERCISE_MEASURING:
      return dup_left (self);

    case PSC_EXERCISE_MEASURED:
      if (n_runs < n_planned)
        return g_strdup_printf (_("%u of %u runs, then stopped"), n_runs,
                                n_planned);
      return g_strdup_printf (ngettext ("%u run", "%u runs", n_runs), n_runs);

    case PSC_EXERCISE_OPEN:
    default:
      return dup_guess (self, average_ns);
    }
}

/* Exercise a varies the workers of one mode, the others have the workers of
 * the settings in several modes. */
static char *
dup_pool (PscExercise *self)
{
  const PscSettings *settings = psc_exercise_get_settings (self);

  if (psc_exercise_get_kind (self) == PSC_EXERCISE_WORKERS)
    return g_strdup_printf (_("mode %s"), psc_mode_to_string (settings->mode));

  return g_strdup_printf (ngettext ("%u worker", "%u workers",
                                    settings->workers), settings->workers);
}

/**
 * psc_exercise_dup_subject:
 *
 * Returns: (transfer full) (nullable): what the exercise is about: files, and
 *   the settings that it leaves to the user; %NULL without files
 */
char *
psc_exercise_dup_subject (PscExercise *self)
{
  PscListing *listing = psc_exercise_get_listing (self);
  g_autofree char *files = NULL;
  g_autofree char *directory = NULL;
  g_autofree char *pool = NULL;
  guint n_files;

  if (listing == NULL)
    return NULL;

  n_files = psc_listing_get_n_files (listing);
  files = psc_format_count (n_files);
  directory = psc_format_name (psc_listing_get_directory (listing));
  pool = dup_pool (self);

  /* Translators: a number of files, a directory, the name of a mode or a
   * number of workers, and how often the compute step is repeated. */
  return g_strdup_printf (ngettext ("%s file of %s · %s · work factor %u",
                                    "%s files of %s · %s · work factor %u",
                                    n_files),
                          files, directory, pool,
                          psc_exercise_get_settings (self)->work);
}
