/* test-number-row.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-number-row.h"
#include "psc-test-app.h"

static PscNumberRow *
new_row (void)
{
  PscNumberRow *row = PSC_NUMBER_ROW (g_object_ref_sink (
    psc_number_row_new ()));

  g_object_set (row, "title", "Things", "minimum", 0., "maximum", 20., NULL);

  return row;
}

static GtkEditable *
get_text (PscNumberRow *row)
{
  return psc_test_get_template_child (GTK_WIDGET (row), "spin");
}

static void
test_properties (void)
{
  PscNumberRow *row = new_row ();
  double value, minimum, maximum;
  g_autofree char *word = NULL;
  guint n_changes = 0;

  psc_test_count (row, "notify::value", &n_changes);
  g_object_set (row, "value", 7., "minimum", 2., "zero-word", "none", NULL);
  g_object_get (row, "value", &value, "minimum", &minimum,
                "maximum", &maximum, "zero-word", &word, NULL);
  g_assert_cmpfloat (value, ==, 7.);
  g_assert_cmpfloat (minimum, ==, 2.);
  g_assert_cmpfloat (maximum, ==, 20.);
  g_assert_cmpstr (word, ==, "none");
  g_assert_cmpuint (n_changes, ==, 1);

  psc_number_row_set_value (row, 7.);
  g_assert_cmpuint (n_changes, ==, 1);
  psc_number_row_set_value (row, 99.);
  g_assert_cmpfloat (psc_number_row_get_value (row), ==, 20.);

  g_assert_true (gtk_test_accessible_has_property (
    GTK_ACCESSIBLE (get_text (row)), GTK_ACCESSIBLE_PROPERTY_LABEL));

  g_assert_finalize_object (row);
}

/* What is typed counts once it is committed: the nearest number in range. */
static void
test_typed (void)
{
  PscNumberRow *row = new_row ();

  gtk_editable_set_text (get_text (row), "12");
  psc_number_row_commit (row);
  g_assert_cmpfloat (psc_number_row_get_value (row), ==, 12.);
  gtk_editable_set_text (get_text (row), "999");
  psc_number_row_commit (row);
  g_assert_cmpfloat (psc_number_row_get_value (row), ==, 20.);

  g_assert_finalize_object (row);
}

/* The word stands for 0 both ways; nonsense changes nothing. */
static void
test_word (void)
{
  PscNumberRow *row = new_row ();

  g_object_set (row, "zero-word", "none", NULL);
  g_assert_cmpstr (gtk_editable_get_text (get_text (row)), ==, "none");

  gtk_editable_set_text (get_text (row), "5");
  psc_number_row_commit (row);
  gtk_editable_set_text (get_text (row), "many");
  psc_number_row_commit (row);
  g_assert_cmpfloat (psc_number_row_get_value (row), ==, 5.);
  g_assert_cmpstr (gtk_editable_get_text (get_text (row)), ==, "5");

  gtk_editable_set_text (get_text (row), "none");
  psc_number_row_commit (row);
  g_assert_cmpfloat (psc_number_row_get_value (row), ==, 0.);

  g_assert_finalize_object (row);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/number-row/properties", test_properties);
  g_test_add_func ("/number-row/typed", test_typed);
  g_test_add_func ("/number-row/word", test_word);

  return g_test_run ();
}
