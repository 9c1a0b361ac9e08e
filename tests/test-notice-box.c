/* test-notice-box.c: what is said above the chart
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-messages-box.h"
#include "psc-notice-box.h"
#include "psc-notices.h"
#include "psc-test-app.h"

static void
show (PscNoticeBox *box,
      guint         n)
{
  static PscNotice all[] = {
    { PSC_NOTICE_ERROR, (char *) "First <b>." },
    { PSC_NOTICE_WARNING, (char *) "Second." },
  };
  g_autoptr (GPtrArray) notices = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (notices, &all[i]);
  psc_notice_box_set_notices (box, notices);
}

static void
count_labels (GtkWidget *widget,
              gpointer   user_data)
{
  guint *n_labels = user_data;

  *n_labels += GTK_IS_LABEL (widget);
}

static void
test_notices (void)
{
  PscNoticeBox *box = PSC_NOTICE_BOX (g_object_ref_sink (
    psc_notice_box_new ()));
  GtkWidget *rows = adw_bin_get_child (ADW_BIN (box));
  GtkWidget *row;
  guint n_labels = 0;

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (box)));
  g_assert_cmpstr (psc_notice_box_get_text (box), ==, "");

  show (box, 2);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (box)));
  g_assert_cmpstr (psc_notice_box_get_text (box), ==, "First <b>.\nSecond.");
  psc_test_walk (GTK_WIDGET (box), count_labels, &n_labels);
  g_assert_cmpuint (n_labels, ==, 2);

  /* The same again leaves the rows alone, and what is selected in them. */
  row = gtk_widget_get_first_child (rows);
  show (box, 2);
  g_assert_true (gtk_widget_get_first_child (rows) == row);

  show (box, 0);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (box)));
  g_assert_null (gtk_widget_get_first_child (rows));

  g_assert_finalize_object (box);
}

static void
test_messages (void)
{
  PscMessagesBox *box = PSC_MESSAGES_BOX (g_object_ref_sink (
    psc_messages_box_new ()));
  GtkLabel *label = psc_test_get_template_child (GTK_WIDGET (box), "label");

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (box)));

  /* What a worker writes is neither markup nor orders for a terminal. */
  psc_messages_box_set_text (box, "<i>one\n\033[31mtwo\n\n");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (box)));
  g_assert_cmpstr (gtk_label_get_text (label), ==, "<i>one\n\\x1b[31mtwo");

  psc_messages_box_set_text (box, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (box)));
  psc_messages_box_set_text (box, "\n");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (box)));

  g_assert_finalize_object (box);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/notice-box/notices", test_notices);
  g_test_add_func ("/notice-box/messages", test_messages);

  return g_test_run ();
}
