/* psc-point-words.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-point-words"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-findings.h"
#include "psc-format.h"
#include "psc-point-words.h"

/* From here on “times as long” is understood, and “percent longer” is not. */
#define MANIFOLD 2.

/* How many times the wall time of @fast the one of @slow is. */
static double
get_factor (PscPoint *slow,
            PscPoint *fast)
{
  return psc_point_get_median (slow, PSC_MEASURE_WALL) /
         psc_point_get_median (fast, PSC_MEASURE_WALL);
}

/* The number that is said of a factor. */
static char *
dup_number (double factor)
{
  return factor < MANIFOLD ? psc_format_percent (factor - 1.)
                           : psc_format_ratio (factor);
}

/**
 * psc_point_dup_longer:
 *
 * Returns: (transfer full): how much longer the wall time of @slow is, such as
 *   “25 % longer” and “3.20 times as long”
 */
char *
psc_point_dup_longer (PscPoint *slow,
                      PscPoint *fast)
{
  double factor = get_factor (slow, fast);
  g_autofree char *number = dup_number (factor);

  return g_strdup_printf (factor < MANIFOLD
                          /* Translators: a share */
                          ? _("%s longer")
                          /* Translators: a number */
                          : _("%s times as long"),
                          number);
}

/**
 * psc_point_dup_comparison:
 *
 * Returns: (transfer full): both kinds of pool, and how much longer the wall
 *   time of @slow is; neither a full stop nor a capital
 */
char *
psc_point_dup_comparison (PscPoint *slow,
                          PscPoint *fast)
{
  double factor = get_factor (slow, fast);
  g_autofree char *number = dup_number (factor);
  g_autofree char *slow_name = psc_finding_dup_kind (slow);
  g_autofree char *fast_name = psc_finding_dup_kind (fast);

  return g_strdup_printf (factor < MANIFOLD
                          /* Translators: a mode, a share, another mode */
                          ? _("“%s” takes %s longer than “%s”")
                          /* Translators: a mode, a number, another mode */
                          : _("“%s” takes %s times as long as “%s”"),
                          slow_name, number, fast_name);
}

static void
append_part (GString *text,
             char    *part)
{
  g_string_append_printf (text, text->len > 0 ? ", %s" : "%s", part);
  g_free (part);
}

/* A point like @point, without what all have.  Returns: whether kinds differ */
static gboolean
strip_settings (GPtrArray   *points,
                PscPoint    *point,
                PscSettings *settings)
{
  const PscSettings *own = psc_point_get_settings (point);
  gboolean modes = FALSE, locks = FALSE, chunks = FALSE, tasks = FALSE;

  for (guint i = 0; i < points->len; i++)
    {
      const PscSettings *other =
        psc_point_get_settings (g_ptr_array_index (points, i));

      modes |= other->mode != own->mode;
      locks |= other->global_lock != own->global_lock;
      chunks |= other->chunk_size != own->chunk_size;
      tasks |= other->tasks_per_worker != own->tasks_per_worker;
    }
  if (!locks)
    settings->global_lock = FALSE;
  if (!chunks)
    settings->chunk_size = 0;
  if (!tasks)
    settings->tasks_per_worker = 0;

  return modes || locks || chunks || tasks;
}

/**
 * psc_points_dup_label:
 *
 * Returns: (transfer full): what tells a point from the others, and nothing
 *   that all have, unless it is alone
 */
char *
psc_points_dup_label (GPtrArray *points,
                      PscPoint  *point)
{
  g_autoptr (PscSettings) settings =
    psc_settings_copy (psc_point_get_settings (point));
  gboolean kinds = strip_settings (points, point, settings);
  gboolean works = FALSE, workers = FALSE;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < points->len; i++)
    {
      const PscSettings *other =
        psc_point_get_settings (g_ptr_array_index (points, i));

      works |= other->work != settings->work;
      workers |= other->workers != settings->workers;
    }

  if (kinds)
    {
      g_autoptr (PscPoint) plain = psc_point_new (settings);

      append_part (text, psc_finding_dup_kind (plain));
    }
  if (workers || !(kinds || works))
    append_part (text, g_strdup_printf (ngettext ("%u worker", "%u workers",
                                                  settings->workers),
                                        settings->workers));
  if (works)
    append_part (text, g_strdup_printf (_("work factor %u"), settings->work));

  return g_string_free (text, FALSE);
}

/* Times of different work have nothing to do with each other. */
static PscPoint *
find_shortest (GPtrArray *points)
{
  for (guint i = 1; i < points->len; i++)
    if (psc_point_get_settings (g_ptr_array_index (points, i))->work !=
        psc_point_get_settings (g_ptr_array_index (points, 0))->work)
      return NULL;

  return psc_points_find_shortest (points);
}

/**
 * psc_points_dup_verdict:
 *
 * Returns: (transfer full): how a point's wall time compares with the shortest
 */
char *
psc_points_dup_verdict (GPtrArray *points,
                        PscPoint  *point)
{
  PscPoint *shortest = find_shortest (points);

  if (psc_point_get_n_runs (point) == 0)
    return g_strdup (_("not measured"));
  if (shortest == NULL)
    return g_strdup (PSC_FORMAT_NONE);
  if (point == shortest)
    return g_strdup (_("the shortest"));

  switch (psc_point_compare (point, shortest, PSC_MEASURE_WALL))
    {
    case PSC_VERDICT_UNKNOWN:
      return g_strdup (_("too few runs to tell"));

    case PSC_VERDICT_MORE:
      return psc_point_dup_longer (point, shortest);

    case PSC_VERDICT_SAME:
    case PSC_VERDICT_LESS:
    default:
      return g_strdup (_("the same within the noise"));
    }
}
