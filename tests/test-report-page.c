/* test-report-page.c: everything is on the page, and nothing on another
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <pango/pangocairo.h>

#include "psc-report-page.h"

/* What a picture was told when it was painted, and where that was. */
typedef struct
{
  guint          n_painted;
  int            width;
  int            height;
  cairo_matrix_t matrix;
  gboolean       freed;
} Picture;

static void
paint_cb (gpointer          data,
          cairo_t          *cr,
          int               width,
          int               height,
          const PscPalette *palette)
{
  Picture *picture = data;

  picture->n_painted++;
  picture->width = width;
  picture->height = height;
  cairo_get_matrix (cr, &picture->matrix);
}

static void
free_cb (gpointer data)
{
  ((Picture *) data)->freed = TRUE;
}

static PscReportPage *
new_page (void)
{
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (map);
  PscReportPage *page = psc_report_page_new (context, 1.);

  g_object_unref (context);

  return page;
}

#define COLUMNS "lrrl"

static GPtrArray *
new_rows (guint n_rows)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)
                                                    g_strfreev);

  for (guint i = 0; i < n_rows; i++)
    g_ptr_array_add (rows, g_strsplit ("a pool of some kind|12|1.25 s|as fast "
                                       "as the other one is", "|", -1));

  return rows;
}

static void
add_texts (PscReportPage *page,
           guint          n_texts)
{
  for (guint i = 0; i < n_texts; i++)
    psc_report_page_add_text (page, i % 4, "A sentence that goes on and on, so "
                              "that it takes several lines on a narrow page. ");
}

/* Paints the page, all of it within the page. */
static void
check_ink (PscReportPage *page,
           int            width,
           int            height)
{
  cairo_surface_t *surface =
    cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  double x, y, ink_width, ink_height;

  psc_report_page_set_size (page, width, height);
  psc_report_page_paint (page, cr, psc_palette_get (PSC_PALETTE_LIGHT));
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_recording_surface_ink_extents (surface, &x, &y, &ink_width,
                                       &ink_height);
  g_assert_cmpfloat (ink_width, >, width / 2.);
  g_assert_cmpfloat (x, >, 0.);
  g_assert_cmpfloat (y, >, 0.);
  g_assert_cmpfloat (x + ink_width, <, width);
  g_assert_cmpfloat (y + ink_height, <, height);

  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static double
get_bottom (const Picture *picture)
{
  return picture->matrix.y0 + picture->matrix.yy * picture->height;
}

/* Little and much, on pages of all shapes. */
static void
test_fit (void)
{
  static const struct { int width, height; } sizes[] = {
    { 794, 1123 }, { 816, 1056 }, { 1280, 720 }, { 300, 300 }, { 150, 900 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint n = 0; n <= 24; n += 12)
      {
        g_autoptr (PscReportPage) page = new_page ();
        Picture picture = { 0, };

        add_texts (page, n);
        psc_report_page_take_table (page, new_rows (n + 1), COLUMNS);
        psc_report_page_take_picture (page, 100, 300, paint_cb, &picture,
                                      free_cb);
        psc_report_page_begin_foot (page);
        add_texts (page, 2);
        check_ink (page, sizes[i].width, sizes[i].height);
        g_assert_cmpuint (picture.n_painted, ==, 1);
        g_assert_cmpint (picture.height, >=, 100);
        g_assert_cmpfloat (picture.matrix.xx, <=, 1.);
        g_assert_cmpfloat (picture.matrix.y0, >, 0.);
        g_assert_cmpfloat (get_bottom (&picture), <, sizes[i].height);
      }
}

/* A picture takes what is left, between what it needs and what it can use;
 * only when there is less does everything become smaller. */
static void
test_picture (void)
{
  PscReportPage *page = new_page ();
  Picture picture = { 0, };

  add_texts (page, 1);
  psc_report_page_take_picture (page, 100, 300, paint_cb, &picture, free_cb);
  check_ink (page, 400, 800);
  g_assert_cmpuint (picture.n_painted, ==, 1);
  g_assert_cmpint (picture.height, ==, 300);
  g_assert_cmpint (picture.width, >, 300);
  g_assert_cmpint (picture.width, <, 400);

  check_ink (page, 400, 330);
  g_assert_cmpfloat (picture.matrix.xx, ==, 1.);
  g_assert_cmpint (picture.height, >=, 100);
  g_assert_cmpint (picture.height, <, 300);

  check_ink (page, 400, 150);
  g_assert_cmpfloat (picture.matrix.xx, <, 1.);
  g_assert_cmpint (picture.height, >=, 100);
  g_assert_cmpfloat (get_bottom (&picture), <, 150.);

  g_assert_false (picture.freed);
  psc_report_page_free (page);
  g_assert_true (picture.freed);
}

/* The foot ends where the margin begins, however little is above it. */
static void
test_foot (void)
{
  g_autoptr (PscReportPage) page = new_page ();
  Picture first = { 0, }, foot = { 0, };

  psc_report_page_take_picture (page, 50, 50, paint_cb, &first, NULL);
  add_texts (page, 1);
  psc_report_page_begin_foot (page);
  psc_report_page_take_picture (page, 60, 60, paint_cb, &foot, NULL);
  check_ink (page, 600, 800);
  g_assert_cmpfloat (foot.matrix.y0, >, get_bottom (&first));
  g_assert_cmpfloat (800. - get_bottom (&foot), ==, first.matrix.y0);
}

/* Nothing is painted beyond the margins, not even cells that have to wrap. */
static void
test_margins (void)
{
  g_autoptr (PscReportPage) page = new_page ();

  add_texts (page, 8);
  psc_report_page_take_table (page, new_rows (5), COLUMNS);
  check_ink (page, 200, 500);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart/report-page/fit", test_fit);
  g_test_add_func ("/chart/report-page/picture", test_picture);
  g_test_add_func ("/chart/report-page/foot", test_foot);
  g_test_add_func ("/chart/report-page/margins", test_margins);

  return g_test_run ();
}
