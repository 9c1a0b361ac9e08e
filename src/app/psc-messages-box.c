/* psc-messages-box.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-messages-box"

#include "config.h"

#include <string.h>

#include "psc-format.h"
#include "psc-messages-box.h"

struct _PscMessagesBox
{
  AdwBin    parent_instance;

  /* Template widgets */
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (PscMessagesBox, psc_messages_box, ADW_TYPE_BIN)

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  PscMessagesBox *self = PSC_MESSAGES_BOX (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          gtk_label_get_label (self->label));
}

static void
psc_messages_box_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PSC_TYPE_MESSAGES_BOX);

  G_OBJECT_CLASS (psc_messages_box_parent_class)->dispose (object);
}

static void
psc_messages_box_class_init (PscMessagesBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = psc_messages_box_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-messages-box.ui");
  gtk_widget_class_bind_template_child (widget_class, PscMessagesBox, label);
  gtk_widget_class_install_action (widget_class, "messages.copy", NULL,
                                   copy_action);
}

static void
psc_messages_box_init (PscMessagesBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * psc_messages_box_new:
 *
 * Makes a box without messages, which is hidden.
 */
GtkWidget *
psc_messages_box_new (void)
{
  return g_object_new (PSC_TYPE_MESSAGES_BOX, NULL);
}

/**
 * psc_messages_box_set_text:
 * @text: (nullable): what the worker wrote, as it came
 *
 * Shows other messages; without any, the box is hidden.
 */
void
psc_messages_box_set_text (PscMessagesBox *self,
                           const char     *text)
{
  g_autofree char *safe = NULL;

  g_return_if_fail (PSC_IS_MESSAGES_BOX (self));

  safe = text != NULL ? psc_format_output (text, strlen (text)) : g_strdup ("");
  g_strchomp (safe);
  gtk_label_set_label (self->label, safe);
  gtk_widget_set_visible (GTK_WIDGET (self), *safe != '\0');
}
