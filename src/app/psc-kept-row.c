/* psc-kept-row.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-kept-row"

#include "config.h"

#include "psc-format.h"
#include "psc-history-words.h"
#include "psc-kept-row.h"
#include "psc-sketch-view.h"

struct _PscKeptRow
{
  AdwBin           parent_instance;

  /* Template widgets */
  GtkLabel        *day;
  PscSketchView   *sketch;
  GtkStack        *picture;
  GtkImage        *icon;
  GtkLabel        *title;
  GtkLabel        *origin;
  GtkLabel        *state;
  GtkLabel        *note;
  GtkLabel        *wall;

  /* Owned */
  PscHistoryEntry *entry; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PscKeptRow, psc_kept_row, ADW_TYPE_BIN)

typedef enum
{
  PROP_ENTRY = 1,
  PROP_DAY,
} PscKeptRowProperty;

static GParamSpec *properties[PROP_DAY + 1];

static void
show_text (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* A run has no sketch before it has ended. */
static void
show_picture (PscKeptRow *self)
{
  GBytes *sketch = psc_history_entry_get_sketch (self->entry);
  gboolean run = psc_history_entry_get_kind (self->entry) == PSC_HISTORY_RUN;

  psc_sketch_view_set_sketch (self->sketch, sketch);
  gtk_image_set_from_icon_name (self->icon,
                                !run ? "accessories-dictionary-symbolic" :
                                psc_history_entry_get_state (self->entry) ==
                                PSC_HISTORY_RUNNING
                                ? "content-loading-symbolic"
                                : "dialog-warning-symbolic");
  gtk_stack_set_visible_child (self->picture, sketch != NULL
                                              ? GTK_WIDGET (self->sketch)
                                              : GTK_WIDGET (self->icon));
}

static void
show_wall (PscKeptRow *self)
{
  gint64 wall_ns = psc_history_entry_get_wall_ns (self->entry);
  g_autofree char *wall = NULL;

  if (psc_history_entry_get_kind (self->entry) == PSC_HISTORY_RUN &&
      psc_history_entry_get_state (self->entry) != PSC_HISTORY_RUNNING &&
      wall_ns > 0)
    wall = psc_format_duration (wall_ns);
  show_text (self->wall, wall);
}

static void
show_state (PscKeptRow *self)
{
  g_autofree char *state = psc_history_words_dup_state (self->entry);
  gboolean running = psc_history_entry_get_state (self->entry) ==
                     PSC_HISTORY_RUNNING;

  show_text (self->state, state);
  gtk_widget_remove_css_class (GTK_WIDGET (self->state),
                               running ? "warning" : "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->state),
                            running ? "dim-label" : "warning");
}

/* What holds the row in a list has the focus, and tells its name. */
static void
name_list_item (PscKeptRow *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkLabel *labels[] = { self->title, self->origin, self->state, self->wall,
                         self->note };
  g_autoptr (GString) name = g_string_new (NULL);

  if (item == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      const char *text = gtk_label_get_label (labels[i]);

      if (*text != '\0')
        g_string_append_printf (name, "%s%s", name->len > 0 ? ", " : "", text);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (item),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                  -1);
}

static void
update (PscKeptRow *self)
{
  g_autofree char *title = psc_history_words_dup_title (self->entry);
  g_autofree char *origin = psc_history_words_dup_origin (self->entry);
  const char *note = psc_history_entry_get_note (self->entry);
  g_autofree char *text = note != NULL ? psc_format_name (note) : NULL;

  show_picture (self);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->origin, origin);
  show_text (self->note, text);
  show_state (self);
  show_wall (self);
  name_list_item (self);
}

/* A run that goes on has no figures here: what it tells at each frame is for its
 * own page. */
static void
notify_cb (PscKeptRow *self,
           GParamSpec *pspec)
{
  if (psc_history_entry_get_state (self->entry) != PSC_HISTORY_RUNNING ||
      g_str_equal (pspec->name, "name") || g_str_equal (pspec->name, "note"))
    update (self);
}

static void
psc_kept_row_dispose (GObject *object)
{
  psc_kept_row_set_entry (PSC_KEPT_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PSC_TYPE_KEPT_ROW);

  G_OBJECT_CLASS (psc_kept_row_parent_class)->dispose (object);
}

static void
psc_kept_row_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  PscKeptRow *self = PSC_KEPT_ROW (object);

  switch ((PscKeptRowProperty) prop_id)
    {
    case PROP_ENTRY:
      g_value_set_object (value, psc_kept_row_get_entry (self));
      break;

    case PROP_DAY:
      g_value_set_string (value, psc_kept_row_get_day (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_kept_row_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  PscKeptRow *self = PSC_KEPT_ROW (object);

  switch ((PscKeptRowProperty) prop_id)
    {
    case PROP_ENTRY:
      psc_kept_row_set_entry (self, g_value_get_object (value));
      break;

    case PROP_DAY:
      psc_kept_row_set_day (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_kept_row_class_init (PscKeptRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                            G_PARAM_STATIC_STRINGS;

  object_class->dispose = psc_kept_row_dispose;
  object_class->get_property = psc_kept_row_get_property;
  object_class->set_property = psc_kept_row_set_property;

  properties[PROP_ENTRY] =
    g_param_spec_object ("entry", NULL, NULL, PSC_TYPE_HISTORY_ENTRY, flags);
  properties[PROP_DAY] = g_param_spec_string ("day", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  g_type_ensure (PSC_TYPE_SKETCH_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-kept-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PscKeptRow, day);
  gtk_widget_class_bind_template_child (widget_class, PscKeptRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PscKeptRow, note);
  gtk_widget_class_bind_template_child (widget_class, PscKeptRow, origin);
  gtk_widget_class_bind_template_child (widget_class, PscKeptRow, picture);
  gtk_widget_class_bind_template_child (widget_class, PscKeptRow, sketch);
  gtk_widget_class_bind_template_child (widget_class, PscKeptRow, state);
  gtk_widget_class_bind_template_child (widget_class, PscKeptRow, title);
  gtk_widget_class_bind_template_child (widget_class, PscKeptRow, wall);
}

static void
psc_kept_row_init (PscKeptRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * psc_kept_row_new:
 *
 * Makes a row without an entry, which is blank.
 */
GtkWidget *
psc_kept_row_new (void)
{
  return g_object_new (PSC_TYPE_KEPT_ROW, NULL);
}

/**
 * psc_kept_row_get_entry:
 *
 * Returns: (transfer none) (nullable): the entry that the row tells of
 */
PscHistoryEntry *
psc_kept_row_get_entry (PscKeptRow *self)
{
  g_return_val_if_fail (PSC_IS_KEPT_ROW (self), NULL);

  return self->entry;
}

/**
 * psc_kept_row_set_entry:
 * @entry: (nullable): an entry; %NULL makes the row blank
 *
 * Tells of an entry, and follows what changes of it.
 */
void
psc_kept_row_set_entry (PscKeptRow      *self,
                        PscHistoryEntry *entry)
{
  g_return_if_fail (PSC_IS_KEPT_ROW (self));

  if (self->entry == entry)
    return;

  if (self->entry != NULL)
    g_signal_handlers_disconnect_by_data (self->entry, self);
  g_set_object (&self->entry, entry);
  gtk_widget_set_visible (adw_bin_get_child (ADW_BIN (self)), entry != NULL);
  if (entry != NULL)
    {
      g_signal_connect_swapped (entry, "notify", G_CALLBACK (notify_cb), self);
      update (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENTRY]);
}

/**
 * psc_kept_row_get_day:
 *
 * Returns: (transfer none) (nullable): the heading above the row
 */
const char *
psc_kept_row_get_day (PscKeptRow *self)
{
  g_return_val_if_fail (PSC_IS_KEPT_ROW (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self->day))
         ? gtk_label_get_label (self->day) : NULL;
}

/**
 * psc_kept_row_set_day:
 * @day: (nullable): a day in words
 *
 * Sets the heading above the row.
 */
void
psc_kept_row_set_day (PscKeptRow *self,
                      const char *day)
{
  g_return_if_fail (PSC_IS_KEPT_ROW (self));

  if (g_strcmp0 (psc_kept_row_get_day (self), day) == 0)
    return;

  show_text (self->day, day);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAY]);
}
