/* test-palette.c: the chart's colors can be seen and told apart
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "psc-palette.h"
#include "psc-test-chart.h"

/* Colors nearer to each other than this are hard to tell apart side by side;
 * 2 is the least that anybody sees. */
#define MIN_DISTANCE 20.

/* How the colors of full sight are seen (Machado, Oliveira and Fernandes 2009,
 * severity 1), for linear components. */
static const double sights[][3][3] = {
  { { 1., 0., 0. }, { 0., 1., 0. }, { 0., 0., 1. } },
  { { 0.152286, 1.052583, -0.204868 },
    { 0.114503, 0.786281, 0.099216 },
    { -0.003882, -0.048116, 1.051998 } },
  { { 0.367322, 0.860646, -0.227968 },
    { 0.280085, 0.672501, 0.047413 },
    { -0.011820, 0.042940, 0.968881 } },
};

static double
get_root (double value)
{
  return value > 0.008856 ? cbrt (value) : 7.787 * value + 16. / 116.;
}

/* The color as it is seen, in CIE Lab. */
static void
get_lab (const PscColor *color,
         guint           sight,
         double         *lab)
{
  const double linear[3] = { psc_test_get_linear (color->red),
                             psc_test_get_linear (color->green),
                             psc_test_get_linear (color->blue) };
  double seen[3], x, y, z;

  for (guint i = 0; i < 3; i++)
    {
      seen[i] = 0.;
      for (guint j = 0; j < 3; j++)
        seen[i] += sights[sight][i][j] * linear[j];
      seen[i] = CLAMP (seen[i], 0., 1.);
    }

  x = get_root ((.4124 * seen[0] + .3576 * seen[1] + .1805 * seen[2]) / .95047);
  y = get_root (.2126 * seen[0] + .7152 * seen[1] + .0722 * seen[2]);
  z = get_root ((.0193 * seen[0] + .1192 * seen[1] + .9505 * seen[2]) / 1.08883);
  lab[0] = 116. * y - 16.;
  lab[1] = 500. * (x - y);
  lab[2] = 200. * (y - z);
}

static double
get_distance (const PscColor *a,
              const PscColor *b,
              guint           sight)
{
  double first[3], second[3];

  get_lab (a, sight, first);
  get_lab (b, sight, second);

  return sqrt (pow (first[0] - second[0], 2.) + pow (first[1] - second[1], 2.) +
               pow (first[2] - second[2], 2.));
}

static void
test_contrast (void)
{
  const PscColor black = { 0., 0., 0. }, white = { 1., 1., 1. };

  g_assert_cmpfloat_with_epsilon (psc_test_get_contrast (&black, &white), 21., 1e-9);
  g_assert_cmpfloat_with_epsilon (psc_test_get_contrast (&white, &white), 1., 1e-9);
}

/* What stands behind the bars is faint, and yet seen. */
static void
check_faint (const PscPalette *palette,
             const PscColor   *background)
{
  static const PscPartKind parts[] = {
    PSC_PART_INSIDE, PSC_PART_HANDOVER, PSC_PART_TAIL,
  };

  g_assert_cmpfloat (psc_test_get_contrast (&palette->grid, background), >=, 1.3);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_assert_cmpfloat (psc_test_get_contrast (&palette->parts[parts[i]], background),
                       >=, 1.5);
}

/* In a dark window, the chart lies on a card that is lighter than the palette's
 * background. */
static void
test_card (void)
{
  const PscColor card = { .212, .212, .212 };

  check_faint (psc_palette_get (PSC_PALETTE_DARK), &card);
}

static void
test_background (gconstpointer data)
{
  const PscPalette *palette = psc_palette_get (GPOINTER_TO_UINT (data));
  const PscColor *background = &palette->background;
  gboolean high = palette->kind >= PSC_PALETTE_HIGH_CONTRAST_LIGHT;
  double text = high ? 7. : 4.5, bar = high ? 4.5 : 3.;

  g_assert_cmpfloat (psc_test_get_contrast (&palette->text, background), >=, text);
  g_assert_cmpfloat (psc_test_get_contrast (&palette->dim_text, background), >=, text);
  g_assert_cmpfloat (psc_test_get_contrast (&palette->mark, background), >=, text);
  g_assert_cmpfloat (psc_test_get_contrast (&palette->highlight, background), >=, text);
  g_assert_cmpfloat (psc_test_get_contrast (&palette->bracket, background), >=, 3.);
  g_assert_cmpfloat (psc_test_get_contrast (&palette->parts[PSC_PART_START], background),
                     >=, 3.);
  g_assert_cmpfloat (psc_test_get_contrast (&palette->parts[PSC_PART_RESTART], background),
                     >=, 3.);
  g_assert_cmpfloat (psc_test_get_contrast (&palette->parts[PSC_PART_DOWN], background),
                     >=, 3.);

  check_faint (palette, background);

  g_assert_cmpfloat (psc_test_get_contrast (&palette->task, background), >=, bar);
  g_assert_cmpfloat (psc_test_get_contrast (&palette->task, &palette->hatch), >=, 3.);
  for (guint i = 0; i < PSC_N_STEP_COLORS; i++)
    {
      g_assert_cmpfloat (psc_test_get_contrast (&palette->steps[i], background),
                         >=, bar);
      g_assert_cmpfloat (psc_test_get_contrast (&palette->steps[i], &palette->hatch),
                         >=, 3.);
    }
}

static void
test_steps (gconstpointer data)
{
  const PscPalette *palette = psc_palette_get (GPOINTER_TO_UINT (data));

  for (guint i = 0; i < PSC_MAX_STEPS; i++)
    for (guint sight = 0; sight < G_N_ELEMENTS (sights); sight++)
      {
        const PscColor *color = psc_palette_get_step_color (palette, i);
        const PscColor *next = psc_palette_get_step_color (palette, i + 1);

        g_assert_cmpfloat (get_distance (color, next, sight), >=, MIN_DISTANCE);
      }

  /* The steps of the default pipeline, file and wc, meet in the next task. */
  for (guint sight = 0; sight < G_N_ELEMENTS (sights); sight++)
    g_assert_cmpfloat (get_distance (&palette->steps[0], &palette->steps[2],
                                     sight), >=, MIN_DISTANCE);
}

static void
test_patterns (void)
{
  const PscPalette *palette = psc_palette_get (PSC_PALETTE_LIGHT);

  for (guint i = 0; i < PSC_MAX_STEPS; i++)
    for (guint j = 0; j < i; j++)
      g_assert_true (psc_palette_get_step_color (palette, i) !=
                     psc_palette_get_step_color (palette, j) ||
                     psc_palette_step_has_pattern (i) !=
                     psc_palette_step_has_pattern (j));

  g_assert_cmpint (psc_palette_kind_for (FALSE, FALSE), ==, PSC_PALETTE_LIGHT);
  g_assert_cmpint (psc_palette_kind_for (TRUE, FALSE), ==, PSC_PALETTE_DARK);
  g_assert_cmpint (psc_palette_kind_for (FALSE, TRUE), ==,
                   PSC_PALETTE_HIGH_CONTRAST_LIGHT);
  g_assert_cmpint (psc_palette_kind_for (TRUE, TRUE), ==,
                   PSC_PALETTE_HIGH_CONTRAST_DARK);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/palette/contrast", test_contrast);
  g_test_add_func ("/palette/patterns", test_patterns);
  g_test_add_func ("/palette/card", test_card);
  for (guint i = 0; i < PSC_N_PALETTES; i++)
    {
      g_autofree char *background = g_strdup_printf ("/palette/background/%u",
                                                     i);
      g_autofree char *steps = g_strdup_printf ("/palette/steps/%u", i);

      g_test_add_data_func (background, GUINT_TO_POINTER (i), test_background);
      g_test_add_data_func (steps, GUINT_TO_POINTER (i), test_steps);
    }

  return g_test_run ();
}
