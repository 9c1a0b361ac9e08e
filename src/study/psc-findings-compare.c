/* psc-findings-compare.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-findings-compare"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-findings-private.h"
#include "psc-format.h"
#include "psc-point-words.h"

static PscPoint *
find_workers (GPtrArray *kind,
              guint      n_workers)
{
  for (guint i = 0; i < kind->len; i++)
    if (_psc_findings_get_workers (g_ptr_array_index (kind, i)) == n_workers)
      return g_ptr_array_index (kind, i);

  return NULL;
}

/* One point of each kind, all with the same number of workers: of the numbers
 * that all have, that with the shortest time of any. */
static GPtrArray *
pick_points (GPtrArray *kinds)
{
  GPtrArray *first = g_ptr_array_index (kinds, 0);
  GPtrArray *picked = g_ptr_array_new ();
  double shortest = INFINITY;

  for (guint i = 0; i < first->len; i++)
    {
      guint n = _psc_findings_get_workers (g_ptr_array_index (first, i));
      g_autoptr (GPtrArray) points = g_ptr_array_new ();
      double time = INFINITY;

      for (guint j = 0; j < kinds->len; j++)
        {
          PscPoint *point = find_workers (g_ptr_array_index (kinds, j), n);

          if (point == NULL)
            break;
          g_ptr_array_add (points, point);
          time = MIN (time, psc_point_get_median (point, PSC_MEASURE_WALL));
        }

      if (points->len == kinds->len && time < shortest)
        {
          shortest = time;
          g_ptr_array_unref (picked);
          picked = g_steal_pointer (&points);
        }
    }

  return picked;
}

/**
 * _psc_findings_append_start_up:
 *
 * Says how long workers take to start, where that differs.
 */
void
_psc_findings_append_start_up (GString  *text,
                               PscPoint *fast,
                               PscPoint *slow)
{
  g_autofree char *fast_time = NULL;
  g_autofree char *slow_time = NULL;
  g_autofree char *fast_name = NULL;
  g_autofree char *slow_name = NULL;

  if (psc_point_compare (slow, fast, PSC_MEASURE_START_UP) !=
      PSC_VERDICT_MORE)
    return;

  fast_time = _psc_findings_dup_time (fast, PSC_MEASURE_START_UP);
  slow_time = _psc_findings_dup_time (slow, PSC_MEASURE_START_UP);
  fast_name = psc_finding_dup_kind (fast);
  slow_name = psc_finding_dup_kind (slow);
  g_string_append_c (text, ' ');
  g_string_append_printf (text, _("A worker takes %s to start with “%s” and %s "
                                  "with “%s”."),
                          slow_time, slow_name, fast_time, fast_name);
}

static void
append_chunks (GString  *text,
               PscPoint *fast,
               PscPoint *slow)
{
  guint n_files = psc_point_get_n_files (fast);
  guint fast_size =
    psc_settings_get_chunk_size (psc_point_get_settings (fast), n_files);
  guint slow_size =
    psc_settings_get_chunk_size (psc_point_get_settings (slow), n_files);

  if (fast_size == slow_size)
    return;

  g_string_append_c (text, ' ');
  g_string_append_printf (text, _("Files handed out at once: %u and %u."),
                          slow_size, fast_size);
}

/* Where the difference may come from, as far as the points show it. */
static void
append_reasons (GString  *text,
                PscPoint *fast,
                PscPoint *slow)
{
  if (_psc_findings_is_locked (slow) && !_psc_findings_is_locked (fast) &&
      _psc_findings_get_workers (slow) > 1)
    g_string_append_printf (text, " %s",
                            _("With the lock, one worker at a time "
                              "computes."));
  _psc_findings_append_start_up (text, fast, slow);
  append_chunks (text, fast, slow);
}

static void
add_pair (GPtrArray *findings,
          PscPoint  *fast,
          PscPoint  *slow)
{
  g_autofree char *fast_name = psc_finding_dup_kind (fast);
  g_autofree char *slow_name = psc_finding_dup_kind (slow);
  g_autofree char *fast_time = _psc_findings_dup_time (fast, PSC_MEASURE_WALL);
  g_autofree char *slow_time = _psc_findings_dup_time (slow, PSC_MEASURE_WALL);
  g_autofree char *workers = _psc_findings_dup_workers (fast);
  g_autofree char *fast_range = _psc_findings_dup_range (fast);
  g_autofree char *slow_range = _psc_findings_dup_range (slow);
  GString *text = g_string_new (NULL);
  char *title;

  g_string_append_printf (text, _("The wall time %s is %s and %s."),
                          workers, slow_time, fast_time);
  if (psc_point_compare (slow, fast, PSC_MEASURE_WALL) == PSC_VERDICT_MORE)
    {
      title = psc_point_dup_comparison (slow, fast);
      append_reasons (text, fast, slow);
    }
  else
    {
      title = g_strdup_printf (_("“%s” and “%s” do not differ"), slow_name,
                               fast_name);
      g_string_append_c (text, ' ');
      g_string_append_printf (text, _("That is no difference larger than the "
                                      "noise: single runs took %s and %s."),
                              slow_range, fast_range);
    }

  _psc_findings_add (findings, PSC_FINDING_KINDS, NULL, title,
                     g_string_free (text, FALSE));
}

/**
 * _psc_findings_compare:
 * @kinds: (element-type GPtrArray): points of one kind each
 *
 * Adds how each kind of pool compares with the fastest, all with the same
 * number of workers.
 */
void
_psc_findings_compare (GPtrArray *findings,
                       GPtrArray *kinds)
{
  g_autoptr (GPtrArray) points = pick_points (kinds);
  PscPoint *fastest;

  if (points->len == 0)
    return;

  fastest = psc_points_find_shortest (points);
  for (guint i = 0; i < points->len; i++)
    if (g_ptr_array_index (points, i) != fastest)
      add_pair (findings, fastest, g_ptr_array_index (points, i));
}
