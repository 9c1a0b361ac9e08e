/* psc-findings.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-findings"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-findings-private.h"
#include "psc-format.h"
#include "psc-point-words.h"

/* Noise above this share of the time hides what one would like to see. */
#define NOISY 0.1

static void
finding_free (gpointer data)
{
  PscFinding *finding = data;

  g_free (finding->title);
  g_free (finding->text);
  g_free (finding);
}

/**
 * _psc_findings_new:
 *
 * Returns: (transfer full) (element-type PscFinding): no findings yet
 */
GPtrArray *
_psc_findings_new (void)
{
  return g_ptr_array_new_with_free_func (finding_free);
}

/**
 * _psc_findings_add:
 * @name: (nullable): the kind of pool, where there are several
 * @title: (transfer full): a few words
 * @text: (transfer full): whole sentences
 *
 * Adds a finding.
 */
void
_psc_findings_add (GPtrArray      *findings,
                   PscFindingKind  kind,
                   const char     *name,
                   char           *title,
                   char           *text)
{
  PscFinding *finding = g_new (PscFinding, 1);

  finding->kind = kind;
  finding->text = text;
  if (name != NULL)
    {
      finding->title = g_strdup_printf ("%s: %s", name, title);
      g_free (title);
    }
  else
    {
      finding->title = title;
    }

  g_ptr_array_add (findings, finding);
}

/**
 * _psc_findings_get_workers:
 *
 * The number of workers.
 */
guint
_psc_findings_get_workers (PscPoint *point)
{
  return psc_point_get_settings (point)->workers;
}

/**
 * _psc_findings_dup_workers:
 *
 * “With” the number of workers, in words.
 */
char *
_psc_findings_dup_workers (PscPoint *point)
{
  guint n = _psc_findings_get_workers (point);

  /* Translators: a part of sentences, such as “is 12 ms with 2 workers” */
  return g_strdup_printf (ngettext ("with %u worker", "with %u workers", n), n);
}

/**
 * _psc_findings_dup_time:
 *
 * The median of a length of time, with its unit.
 */
char *
_psc_findings_dup_time (PscPoint   *point,
                        PscMeasure  measure)
{
  return psc_format_duration ((gint64) psc_point_get_median (point, measure));
}

/**
 * _psc_findings_dup_range:
 *
 * The shortest and the longest wall time.
 */
char *
_psc_findings_dup_range (PscPoint *point)
{
  const PscSample *sample = psc_point_get_sample (point, PSC_MEASURE_WALL);
  g_autofree char *min = psc_format_duration ((gint64) sample->min);
  g_autofree char *max = psc_format_duration ((gint64) sample->max);

  /* Translators: the shortest and the longest of several times */
  return g_strdup_printf (_("%s to %s"), min, max);
}

/**
 * _psc_findings_is_locked:
 *
 * Whether one worker at a time computes.
 */
gboolean
_psc_findings_is_locked (PscPoint *point)
{
  const PscSettings *settings = psc_point_get_settings (point);

  if (!settings->global_lock || settings->work == 0)
    return FALSE;

  for (guint i = 0; i < psc_pipeline_get_n_steps (settings->pipeline); i++)
    if (psc_pipeline_step_is_compute (settings->pipeline, i))
      return TRUE;

  return FALSE;
}

static gboolean
is_same (PscPoint *point,
         PscPoint *best)
{
  return point == best ||
         psc_point_compare (point, best, PSC_MEASURE_WALL) == PSC_VERDICT_SAME;
}

/* The fewest workers that are as good as the best, which is so itself. */
static PscPoint *
find_fewest (GPtrArray *points,
             PscPoint  *best,
             gboolean (*is_as_good) (PscPoint *, PscPoint *))
{
  guint i = 0;

  while (!is_as_good (g_ptr_array_index (points, i), best))
    i++;

  return g_ptr_array_index (points, i);
}

/**
 * _psc_findings_has_repeats:
 *
 * Whether a difference can be told from chance.
 */
gboolean
_psc_findings_has_repeats (GPtrArray *points)
{
  for (guint i = 0; i < points->len; i++)
    if (!psc_point_has_enough_runs (g_ptr_array_index (points, i)))
      return FALSE;

  return TRUE;
}

/* No number of workers differs from the best. */
static gboolean
is_flat (const PscFindingGroup *group)
{
  for (guint i = 0; i < group->points->len; i++)
    if (!is_same (g_ptr_array_index (group->points, i), group->best))
      return FALSE;

  return TRUE;
}

static gboolean
is_noisy (PscPoint *point)
{
  const PscSample *wall = psc_point_get_sample (point, PSC_MEASURE_WALL);

  return psc_sample_get_noise (wall) > NOISY * wall->median;
}

/**
 * _psc_findings_add_repeats:
 *
 * Adds that there are too few of them.
 */
void
_psc_findings_add_repeats (GPtrArray *findings)
{
  _psc_findings_add (findings, PSC_FINDING_REPEATS, NULL,
                     g_strdup (_("Too few repeats to tell")),
                     g_strdup_printf (
                       _("Measure each point at least %d times: with fewer, a "
                         "difference cannot be told from chance."),
                       PSC_SAMPLE_MIN_VALUES));
}

/**
 * _psc_findings_append_noise:
 *
 * Says it where single runs lie so far apart that no difference means little.
 */
void
_psc_findings_append_noise (GString  *text,
                            PscPoint *a,
                            PscPoint *b)
{
  if (is_noisy (a) || is_noisy (b))
    g_string_append_printf (text, " %s",
                            _("That is far apart: probably something else was "
                              "going on. Measure again when the machine has nothing "
                              "else to do, or with more repeats."));
}

/* The two that are told have been compared: others may well differ. */
static void
add_flat (PscFindingGroup *group)
{
  PscPoint *first = g_ptr_array_index (group->points, 0);
  PscPoint *other = group->best != first ? group->best : group->most;
  g_autofree char *few = _psc_findings_dup_workers (first);
  g_autofree char *more = _psc_findings_dup_workers (other);
  g_autofree char *few_time = _psc_findings_dup_time (first, PSC_MEASURE_WALL);
  g_autofree char *more_time = _psc_findings_dup_time (other, PSC_MEASURE_WALL);
  g_autofree char *few_range = _psc_findings_dup_range (first);
  g_autofree char *more_range = _psc_findings_dup_range (other);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          _("The wall time is %s %s and %s %s. Single runs "
                            "took %s and %s."),
                          few_time, few, more_time, more, few_range,
                          more_range);
  _psc_findings_append_noise (text, first, other);

  _psc_findings_add (group->findings, PSC_FINDING_BEST, group->name,
                     g_strdup (_("No difference larger than the noise")),
                     g_string_free (text, FALSE));
}

/* Where one worker at a time computes, the CPUs do not set the number. */
static void
append_cpus (GString  *text,
             PscPoint *point)
{
  guint n = _psc_findings_get_workers (point);

  if (n != psc_point_get_n_cpus (point) || _psc_findings_is_locked (point))
    return;

  g_string_append_c (text, ' ');
  g_string_append_printf (text, ngettext ("This program may use %u CPU.",
                                          "This program may use %u CPUs.", n),
                          n);
}

/* Fewer workers than the fastest number are slower, and hardly so. */
static void
append_nearly (PscFindingGroup *group,
               GString         *text,
               const char      *best,
               const char      *best_time,
               const char      *enough,
               const char      *enough_time)
{
  PscPoint *same = find_fewest (group->points, group->best, is_same);
  g_autofree char *longer = psc_point_dup_longer (group->enough, group->best);

  g_string_append_printf (text,
                          /* Translators: a time, “with 8 workers”, a time,
                           * “with 2 workers”, “7 % longer” */
                          _("The shortest wall time is %s, %s. It is %s %s: "
                            "only %s, though by more than the noise."),
                          best_time, best, enough_time, enough, longer);
  if (same != group->best)
    {
      g_autofree char *workers = _psc_findings_dup_workers (same);

      g_string_append_c (text, ' ');
      /* Translators: “with 4 workers” */
      g_string_append_printf (text, _("Within the noise it is as short %s."),
                              workers);
    }
}

/* Fewer workers than the fastest number are as good, or nearly. */
static void
add_fewer (PscFindingGroup *group)
{
  gboolean same = is_same (group->enough, group->best);
  guint n = _psc_findings_get_workers (group->enough);
  g_autofree char *best = _psc_findings_dup_workers (group->best);
  g_autofree char *enough = _psc_findings_dup_workers (group->enough);
  g_autofree char *best_time = _psc_findings_dup_time (group->best,
                                                       PSC_MEASURE_WALL);
  g_autofree char *enough_time = _psc_findings_dup_time (group->enough,
                                                         PSC_MEASURE_WALL);
  g_autofree char *best_range = _psc_findings_dup_range (group->best);
  g_autofree char *enough_range = _psc_findings_dup_range (group->enough);
  GString *text = g_string_new (NULL);

  if (same)
    g_string_append_printf (text,
                            _("The shortest wall time is %s, %s. It is %s %s, "
                              "no difference larger than the noise: single "
                              "runs took %s and %s."),
                            best_time, best, enough_time, enough, best_range,
                            enough_range);
  else
    append_nearly (group, text, best, best_time, enough, enough_time);
  append_cpus (text, group->enough);

  _psc_findings_add (group->findings, PSC_FINDING_BEST, group->name,
                     g_strdup_printf (
                       same ? ngettext ("%u worker is enough here",
                                        "%u workers are enough here", n)
                            : ngettext ("%u worker is about the best here",
                                        "%u workers are about the best here",
                                        n), n),
                     g_string_free (text, FALSE));
}

static void
add_best (PscFindingGroup *group)
{
  PscPoint *one = psc_points_find_one (group->points, group->best);
  guint n = _psc_findings_get_workers (group->best);
  g_autofree char *workers = _psc_findings_dup_workers (group->best);
  g_autofree char *time = _psc_findings_dup_time (group->best,
                                                  PSC_MEASURE_WALL);
  GString *text = g_string_new (NULL);
  double speedup, efficiency;

  g_string_append_printf (text,
                          _("The wall time is %s %s; every other number "
                            "is slower by more than the noise, or larger."),
                          time, workers);
  if (one != NULL && one != group->best &&
      psc_points_get_speedup (group->points, group->best, &speedup,
                              &efficiency))
    {
      g_autofree char *factor = psc_format_ratio (speedup);
      g_autofree char *one_time = _psc_findings_dup_time (one,
                                                          PSC_MEASURE_WALL);

      g_string_append_printf (text, " ");
      g_string_append_printf (text, _("One worker takes %s: the speed-up is "
                                      "%s."), one_time, factor);
    }
  append_cpus (text, group->best);
  if (group->best == group->most)
    g_string_append_printf (text, " %s", _("More workers were not measured."));

  _psc_findings_add (group->findings, PSC_FINDING_BEST, group->name,
                     g_strdup_printf (ngettext ("%u worker is the fastest "
                                                "here",
                                                "%u workers are the fastest "
                                                "here", n), n),
                     g_string_free (text, FALSE));
}

static void
add_kind (GPtrArray  *findings,
          GPtrArray  *points,
          const char *name)
{
  PscFindingGroup group = { findings, points, name, NULL, NULL, NULL };

  if (points->len < 2)
    return;

  group.best = psc_points_find_shortest (points);
  group.enough = find_fewest (points, group.best, psc_point_is_about_as_fast);
  group.most = g_ptr_array_index (points, points->len - 1);

  if (is_flat (&group))
    add_flat (&group);
  else if (group.enough != group.best)
    add_fewer (&group);
  else
    add_best (&group);

  _psc_findings_explain (&group);
}

static void
add_left_out (GPtrArray *findings,
              GPtrArray *points)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < points->len; i++)
    {
      g_autofree char *label = NULL;

      if (psc_point_has_enough_runs (g_ptr_array_index (points, i)))
        continue;

      label = psc_points_dup_label (points, g_ptr_array_index (points, i));
      if (list->len > 0)
        g_string_append (list, _(", "));
      g_string_append (list, label);
    }

  if (list->len > 0)
    _psc_findings_add (findings, PSC_FINDING_REPEATS, NULL,
                       /* Translators: such as “8 workers, 16 workers” */
                       g_strdup_printf (_("Left out: %s"), list->str),
                       g_strdup_printf (
                         _("Fewer than %d of the runs count there: a "
                           "difference could not be told from chance."),
                         PSC_SAMPLE_MIN_VALUES));
}

/**
 * psc_findings_read:
 * @points: (element-type PscPoint): what was measured
 *
 * Says what the points show: each finding has a condition, and without it is
 * not said.  Points with too few runs are left out, and that is said.
 *
 * Returns: (transfer full) (element-type PscFinding): the findings, the most
 *   important first
 */
GPtrArray *
psc_findings_read (GPtrArray *points)
{
  GPtrArray *findings = _psc_findings_new ();
  g_autoptr (GPtrArray) told = psc_points_pick_told (points);
  g_autoptr (GPtrArray) kinds = psc_points_split_kinds (told);

  if (told->len < MIN (points->len, 2))
    {
      _psc_findings_add_repeats (findings);
      return findings;
    }

  if (kinds->len > 1)
    _psc_findings_compare (findings, kinds);
  for (guint i = 0; i < kinds->len; i++)
    {
      GPtrArray *kind = g_ptr_array_index (kinds, i);
      g_autofree char *name = NULL;

      if (kinds->len > 1)
        name = psc_finding_dup_kind (g_ptr_array_index (kind, 0));
      add_kind (findings, kind, name);
    }
  add_left_out (findings, points);

  return findings;
}

/**
 * psc_finding_dup_line:
 *
 * Returns: (transfer full): title and text as plain text
 */
char *
psc_finding_dup_line (const PscFinding *self)
{
  return g_strdup_printf ("%s. %s", self->title, self->text);
}

/**
 * psc_finding_dup_kind:
 *
 * Returns: (transfer full): what tells a point's kind of pool from others:
 *   the mode, and what is not its rule
 */
char *
psc_finding_dup_kind (PscPoint *point)
{
  const PscSettings *settings = psc_point_get_settings (point);
  GString *text = g_string_new (psc_mode_to_string (settings->mode));

  if (settings->global_lock)
    g_string_append_printf (text, ", %s", _("global lock"));
  if (settings->chunk_size != 0)
    {
      g_string_append (text, ", ");
      g_string_append_printf (text, ngettext ("chunks of %u file",
                                              "chunks of %u files",
                                              settings->chunk_size),
                              settings->chunk_size);
    }
  if (settings->tasks_per_worker != 0)
    {
      g_string_append (text, ", ");
      g_string_append_printf (text, ngettext ("%u file a worker",
                                              "%u files a worker",
                                              settings->tasks_per_worker),
                              settings->tasks_per_worker);
    }

  return g_string_free (text, FALSE);
}
