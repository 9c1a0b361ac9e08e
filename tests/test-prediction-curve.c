/* test-prediction-curve.c: a curve that is drawn
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-plot-view.h"
#include "psc-prediction-curve.h"
#include "psc-test-app.h"

static void
find_view (GtkWidget *widget,
           gpointer   user_data)
{
  if (PSC_IS_PLOT_VIEW (widget))
    *(GtkWidget **) user_data = widget;
}

static void
test_drawing (void)
{
  GtkWidget *curve = g_object_ref_sink (psc_prediction_curve_new ());
  PscPredictionCurve *self = PSC_PREDICTION_CURVE (curve);
  PscExerciseOptions options = { .counts = { 1, 2, 4 }, .n_counts = 3 };
  GtkWidget *view = NULL;
  const double *shares;
  guint n_shares;

  psc_prediction_curve_set_options (self, &options);
  psc_test_walk (curve, find_view, &view);
  g_assert_nonnull (view);

  /* Untouched, it says nothing; that of one worker is given. */
  g_assert_null (psc_prediction_curve_get_shares (self, &n_shares));
  g_assert_cmpuint (n_shares, ==, 0);
  g_signal_emit_by_name (view, "moved", 0u, 0.3);
  g_assert_null (psc_prediction_curve_get_shares (self, &n_shares));

  g_signal_emit_by_name (view, "moved", 1u, 0.504);
  g_signal_emit_by_name (view, "moved", 2u, -3.);
  shares = psc_prediction_curve_get_shares (self, &n_shares);
  g_assert_cmpuint (n_shares, ==, 3);
  g_assert_cmpfloat (shares[0], ==, 1.);
  g_assert_cmpfloat (shares[1], ==, 0.5);
  g_assert_cmpfloat (shares[2], >, 0.);

  /* More repeats leave it as it is, other numbers begin anew. */
  options.repeats = 9;
  psc_prediction_curve_set_options (self, &options);
  g_assert_nonnull (psc_prediction_curve_get_shares (self, &n_shares));
  options.counts[2] = 8;
  psc_prediction_curve_set_options (self, &options);
  g_assert_null (psc_prediction_curve_get_shares (self, &n_shares));

  g_assert_finalize_object (curve);
}

int
main (int   argc,
      char *argv[])
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/prediction-curve/drawing", test_drawing);

  return g_test_run ();
}
