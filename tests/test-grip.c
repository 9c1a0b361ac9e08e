/* test-grip.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-grip.h"

#define MS G_GINT64_CONSTANT (1000000)

/* A run of a second; 1 ms a pixel, forwards or upwards from 1100. */
static PscTimeScale
make_strip (gboolean upright)
{
  PscTimeScale strip;

  psc_time_scale_init (&strip, 0, 1000 * MS);
  psc_time_scale_set_pixels (&strip, upright ? 1100. : 100.,
                             upright ? -1000. : 1000.);

  return strip;
}

static double
get_px (gboolean upright,
        double   along_px)
{
  return upright ? 1100. - along_px : 100. + along_px;
}

static void
test_find (gconstpointer data)
{
  const struct { double along_px; PscGrip grip; } places[] = {
    { 0., PSC_GRIP_NONE },
    { 290., PSC_GRIP_NONE },
    { 296., PSC_GRIP_BEGIN },
    { 304., PSC_GRIP_BEGIN },
    { 310., PSC_GRIP_RANGE },
    { 350., PSC_GRIP_RANGE },
    { 396., PSC_GRIP_END },
    { 405., PSC_GRIP_END },
    { 410., PSC_GRIP_NONE },
  };
  gboolean upright = GPOINTER_TO_INT (data);
  PscTimeScale strip = make_strip (upright);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_assert_cmpint (psc_grip_find (&strip, 300 * MS, 400 * MS,
                                    get_px (upright, places[i].along_px)), ==,
                     places[i].grip);
}

/* A range of a thousandth of a pixel is as wide as a pointer can hit, lies
 * within the strip, and has a middle and both edges. */
static void
test_narrow (gconstpointer data)
{
  gboolean upright = GPOINTER_TO_INT (data);
  PscTimeScale strip = make_strip (upright);

  for (gint64 begin_ns = 0; begin_ns <= 999 * MS; begin_ns += 111 * MS)
    {
      guint n[PSC_GRIP_END + 1] = { 0 };
      double begin_px, end_px;

      psc_grip_get_window (&strip, begin_ns, begin_ns + 1000, &begin_px,
                           &end_px);
      g_assert_cmpfloat (end_px - begin_px, >=, 8.);
      g_assert_cmpfloat (begin_px, >=, 0.);
      g_assert_cmpfloat (end_px, <=, 1000.);

      for (double px = begin_px - 5.; px <= end_px + 5.; px += 1.)
        n[psc_grip_find (&strip, begin_ns, begin_ns + 1000,
                         get_px (upright, px))]++;
      g_assert_cmpuint (n[PSC_GRIP_NONE], ==, 0);
      g_assert_cmpuint (n[PSC_GRIP_RANGE], >=, 4);
      g_assert_cmpuint (n[PSC_GRIP_BEGIN], >=, 4);
      g_assert_cmpuint (n[PSC_GRIP_END], >=, 4);
    }
}

static void
test_drag (gconstpointer data)
{
  const struct
  {
    PscGrip grip;
    double  along_px;
    gint64  begin_ns;
    gint64  end_ns;
  } drags[] = {
    { PSC_GRIP_NONE, 50., 300 * MS, 400 * MS },
    { PSC_GRIP_RANGE, 50., 350 * MS, 450 * MS },
    { PSC_GRIP_RANGE, -350., 0, 100 * MS },
    { PSC_GRIP_RANGE, 2000., 900 * MS, 1000 * MS },
    { PSC_GRIP_BEGIN, 50., 350 * MS, 400 * MS },
    { PSC_GRIP_BEGIN, -500., 0, 400 * MS },
    { PSC_GRIP_BEGIN, 500., 400 * MS - 1000, 400 * MS },
    { PSC_GRIP_END, 50., 300 * MS, 450 * MS },
    { PSC_GRIP_END, -500., 300 * MS, 300 * MS + 1000 },
    { PSC_GRIP_END, 5000., 300 * MS, 1000 * MS },
  };
  gboolean upright = GPOINTER_TO_INT (data);
  PscTimeScale strip = make_strip (upright);

  for (guint i = 0; i < G_N_ELEMENTS (drags); i++)
    {
      gint64 begin_ns = 300 * MS, end_ns = 400 * MS;

      psc_grip_drag (drags[i].grip, &strip,
                     upright ? -drags[i].along_px : drags[i].along_px,
                     &begin_ns, &end_ns);
      g_assert_cmpint (begin_ns, ==, drags[i].begin_ns);
      g_assert_cmpint (end_ns, ==, drags[i].end_ns);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (int upright = 0; upright <= 1; upright++)
    {
      const char *way = upright ? "upright" : "lanes";
      g_autofree char *find = g_strdup_printf ("/grip/find/%s", way);
      g_autofree char *narrow = g_strdup_printf ("/grip/narrow/%s", way);
      g_autofree char *drag = g_strdup_printf ("/grip/drag/%s", way);

      g_test_add_data_func (find, GINT_TO_POINTER (upright), test_find);
      g_test_add_data_func (narrow, GINT_TO_POINTER (upright), test_narrow);
      g_test_add_data_func (drag, GINT_TO_POINTER (upright), test_drag);
    }

  return g_test_run ();
}
