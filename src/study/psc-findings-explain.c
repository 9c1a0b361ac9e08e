/* psc-findings-explain.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-findings-explain"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-findings-private.h"
#include "psc-format.h"

/* From this share of the CPUs on, files want more CPU than there is when
 * workers outnumber the CPUs. */
#define BUSY_SHARE 0.6

/* Occupancy from here on looks like lanes that are well used. */
#define HIGH_OCCUPANCY 0.75

/* Occupancy so far above parallel efficiency has to be explained. */
#define MIN_DIFFERENCE 0.2

/* A smaller share of the work than this is nothing to speak of. */
#define MIN_SHARE 0.01

/* Workers outnumber the CPUs, and these are busy: the data show that files
 * wait for a CPU. */
static gboolean
is_crowded (PscPoint *point)
{
  return _psc_findings_get_workers (point) > psc_point_get_n_cpus (point) &&
         psc_point_get_median (point, PSC_MEASURE_CPU_SHARE) >= BUSY_SHARE;
}

static void
add_one_cpu (PscFindingGroup *group)
{
  if (psc_point_get_n_cpus (group->most) != 1)
    return;

  _psc_findings_add (
    group->findings, PSC_FINDING_ONE_CPU, group->name,
    g_strdup (_("There is only one CPU")),
    g_strdup (_("Workers can only take turns on it. More of them help only "
                "while files wait for something else.")));
}

static void
add_few_files (PscFindingGroup *group)
{
  guint n_files = psc_point_get_n_files (group->most);
  guint n_workers = _psc_findings_get_workers (group->most);
  guint size = psc_settings_get_chunk_size (psc_point_get_settings (group->most),
                                            n_files);
  guint n_chunks = n_files / size + (n_files % size != 0);

  if (n_chunks >= n_workers)
    return;

  _psc_findings_add (
    group->findings, PSC_FINDING_FEW_FILES, group->name,
    g_strdup (_("Too few files for so many workers")),
    g_strdup_printf (ngettext ("With %u workers there is only %u chunk of "
                               "files to hand out: the others have nothing "
                               "to do.",
                               "With %u workers there are only %u chunks of "
                               "files to hand out: the others have nothing "
                               "to do.", n_chunks),
                     n_workers, n_chunks));
}

/* A file takes longer with more workers, and all files together take no less,
 * or hardly. */
static void
add_average (PscFindingGroup *group)
{
  g_autofree char *few = NULL;
  g_autofree char *many = NULL;
  g_autofree char *few_time = NULL;
  g_autofree char *many_time = NULL;
  gboolean less;
  char *text;

  if (group->enough == group->most ||
      psc_point_compare (group->most, group->enough, PSC_MEASURE_AVERAGE) !=
      PSC_VERDICT_MORE ||
      !psc_point_is_about_as_fast (group->enough, group->most))
    return;

  few = _psc_findings_dup_workers (group->enough);
  many = _psc_findings_dup_workers (group->most);
  few_time = _psc_findings_dup_time (group->enough, PSC_MEASURE_AVERAGE);
  many_time = _psc_findings_dup_time (group->most, PSC_MEASURE_AVERAGE);
  if (_psc_findings_is_locked (group->most))
    text = g_strdup_printf (
      _("More workers only wait for the lock, and waiting counts as a "
        "file’s time: it takes %s on average %s and %s %s."),
      few_time, few, many_time, many);
  else if (is_crowded (group->most))
    text = g_strdup_printf (
      _("More workers get no more CPU, they share it: a file takes %s on "
        "average %s and %s %s."),
      few_time, few, many_time, many);
  else
    text = g_strdup_printf (
      _("More workers get in each other’s way: a file takes %s on average "
        "%s and %s %s."),
      few_time, few, many_time, many);

  less = psc_point_compare (group->most, group->enough, PSC_MEASURE_WALL) ==
         PSC_VERDICT_LESS;
  _psc_findings_add (group->findings, PSC_FINDING_AVERAGE, group->name,
                     g_strdup (less
                               ? _("Why a file takes longer and all files "
                                   "take hardly less")
                               : _("Why a file takes longer and all files do "
                                   "not take less")),
                     text);
}

/* The point with at least twice as many workers as are enough. */
static PscPoint *
find_double (PscFindingGroup *group)
{
  for (guint i = 0; i < group->points->len; i++)
    {
      PscPoint *point = g_ptr_array_index (group->points, i);

      if (_psc_findings_get_workers (point) >=
          2 * _psc_findings_get_workers (group->enough))
        return point;
    }

  return group->most;
}

static void
append_efficiency (PscFindingGroup *group,
                   GString         *text,
                   PscPoint        *point)
{
  g_autofree char *workers = _psc_findings_dup_workers (point);
  g_autofree char *ratio = NULL;
  double speedup, efficiency;

  psc_points_get_speedup (group->points, point, &speedup, &efficiency);
  ratio = psc_format_ratio (efficiency);
  if (text->len > 0)
    g_string_append (text, ", ");
  /* Translators: for example “0.48 with 4 workers”, one of a list */
  g_string_append_printf (text, _("%s %s"), ratio, workers);
}

/* The smallest occupancy of the three points that are spoken of. */
static double
get_occupancy (PscFindingGroup *group,
               PscPoint        *twice)
{
  double occupancy = psc_point_get_median (group->enough,
                                           PSC_MEASURE_OCCUPANCY);

  occupancy = MIN (occupancy,
                   psc_point_get_median (twice, PSC_MEASURE_OCCUPANCY));

  return MIN (occupancy,
              psc_point_get_median (group->most, PSC_MEASURE_OCCUPANCY));
}

static void
add_occupancy (PscFindingGroup *group)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *occupancy = NULL;
  PscPoint *twice = find_double (group);
  double speedup, efficiency;
  char *text;

  if (!psc_points_get_speedup (group->points, group->most, &speedup,
                               &efficiency) ||
      !(get_occupancy (group, twice) >= HIGH_OCCUPANCY) ||
      !(get_occupancy (group, twice) - efficiency >= MIN_DIFFERENCE))
    return;

  if (group->enough != group->most)
    append_efficiency (group, list, group->enough);
  if (twice != group->most && twice != group->enough)
    append_efficiency (group, list, twice);
  append_efficiency (group, list, group->most);

  occupancy = psc_format_ratio (get_occupancy (group, twice));
  if (_psc_findings_is_locked (group->most))
    text = g_strdup_printf (
      _("Occupancy stays at %s or above, as a file that waits for the "
        "lock still fills its lane. Parallel efficiency is %s."),
      occupancy, list->str);
  else if (is_crowded (group->most))
    text = g_strdup_printf (
      _("Occupancy stays at %s or above, as a file that waits for a CPU "
        "still fills its lane. Parallel efficiency is %s."),
      occupancy, list->str);
  else
    text = g_strdup_printf (
      _("Occupancy stays at %s or above, as a file that takes longer "
        "fills its lane all the same. Parallel efficiency is %s."),
      occupancy, list->str);

  _psc_findings_add (group->findings, PSC_FINDING_OCCUPANCY, group->name,
                     g_strdup (_("Why occupancy stays high and parallel "
                                 "efficiency does not")),
                     text);
}

/* What is done under the lock takes its time, whoever does it: unless what has
 * been measured says otherwise. */
static void
append_locked_time (GString  *text,
                    PscPoint *one,
                    PscPoint *best)
{
  double compute_ns = psc_point_get_median (one, PSC_MEASURE_COMPUTE);
  g_autofree char *time = NULL;
  g_autofree char *share = NULL;

  if (!(compute_ns > 0.) ||
      psc_point_get_median (best, PSC_MEASURE_WALL) < compute_ns)
    return;

  time = psc_format_duration (llround (compute_ns));
  share = psc_format_percent (
    compute_ns / psc_point_get_median (one, PSC_MEASURE_CUMULATED));
  g_string_append_c (text, ' ');
  /* Translators: a length of time and the share that it is */
  g_string_append_printf (text, _("Computing all files takes %s by one worker "
                                  "alone, %s of its time: no number of "
                                  "workers is faster than that."),
                          time, share);
}

static void
add_lock (PscFindingGroup *group)
{
  PscPoint *one = psc_points_find_one (group->points, group->most);
  g_autofree char *one_time = NULL;
  g_autofree char *best_time = NULL;
  g_autofree char *best = NULL;
  GString *text;

  if (one == NULL || !_psc_findings_is_locked (group->most))
    return;

  text = g_string_new (NULL);
  one_time = _psc_findings_dup_time (one, PSC_MEASURE_WALL);
  if (psc_point_compare (group->best, one, PSC_MEASURE_WALL) ==
      PSC_VERDICT_LESS)
    {
      best = _psc_findings_dup_workers (group->best);
      best_time = _psc_findings_dup_time (group->best, PSC_MEASURE_WALL);
      g_string_append_printf (
        text,
        _("One worker at a time computes. Only the other steps go on "
          "beside it: one worker takes %s, and it is %s %s."),
        one_time, best_time, best);
    }
  else
    {
      best = _psc_findings_dup_workers (group->most);
      best_time = _psc_findings_dup_time (group->most, PSC_MEASURE_WALL);
      g_string_append_printf (
        text,
        _("One worker at a time computes, and more workers gain nothing: "
          "one worker takes %s, and it is %s %s."),
        one_time, best_time, best);
    }

  append_locked_time (text, one, group->best);
  _psc_findings_add (group->findings, PSC_FINDING_LOCK, group->name,
                     g_strdup (_("What the lock does")),
                     g_string_free (text, FALSE));
}

static void
add_amdahl (PscFindingGroup *group,
            const PscFit    *fit)
{
  g_autofree char *serial = psc_format_percent (MAX (fit->serial, 0.));
  g_autofree char *residual = psc_format_percent (fit->residual);
  g_autofree char *limit = psc_format_ratio (1. / MAX (fit->serial, MIN_SHARE));

  if (fit->serial < MIN_SHARE)
    {
      _psc_findings_add (group->findings, PSC_FINDING_LAW, group->name,
                         g_strdup (_("Nearly all of the work is shared out")),
                         g_strdup_printf (
                           _("Amdahl’s law describes the times (to %s) "
                             "with less than 1 %% that more workers "
                             "do not make shorter."), residual));
      return;
    }

  _psc_findings_add (group->findings, PSC_FINDING_LAW, group->name,
                     g_strdup_printf (_("%s of the work is serial"), serial),
                     g_strdup_printf (
                       _("Amdahl’s law describes the times (to %s) with that "
                         "share, which more workers do not make shorter. No "
                         "number of them would be more than %s times as fast "
                         "as one."), residual, limit));
}

static void
add_usl (PscFindingGroup *group,
         const PscFit    *fit)
{
  g_autofree char *residual = psc_format_percent (fit->residual);
  g_autofree char *contention = psc_format_percent (MAX (fit->serial, 0.));
  g_autofree char *coherence = psc_format_percent (MAX (fit->coherence, 0.));
  double best = psc_fit_get_best (fit);

  if (!isfinite (best))
    return;

  _psc_findings_add (group->findings, PSC_FINDING_LAW, group->name,
                     g_strdup (_("Workers hold each other up")),
                     g_strdup_printf (
                       _("The Universal Scalability Law describes the times "
                         "(to %s): %s of the work is waited for, and each "
                         "pair of workers costs %s more. The best number "
                         "by it is %.0f."),
                       residual, contention, coherence, MAX (best, 1.)));
}

/* Only where more workers make a difference is there something to describe. */
static void
add_law (PscFindingGroup *group)
{
  PscPoint *one = psc_points_find_one (group->points, group->best);
  PscFit fit;

  if (one == NULL || psc_point_compare (group->best, one, PSC_MEASURE_WALL) !=
                     PSC_VERDICT_LESS)
    return;

  if (psc_points_fit (group->points, PSC_LAW_AMDAHL, &fit) && fit.describes)
    add_amdahl (group, &fit);
  else if (psc_points_fit (group->points, PSC_LAW_USL, &fit) && fit.describes)
    add_usl (group, &fit);
}

/**
 * _psc_findings_add_limits:
 *
 * Adds what keeps workers from making a difference.
 */
void
_psc_findings_add_limits (PscFindingGroup *group)
{
  add_one_cpu (group);
  add_few_files (group);
}

/**
 * _psc_findings_explain:
 *
 * Adds why the number of workers matters as it does.
 */
void
_psc_findings_explain (PscFindingGroup *group)
{
  _psc_findings_add_limits (group);
  add_lock (group);
  add_average (group);
  add_occupancy (group);
  add_law (group);
}
