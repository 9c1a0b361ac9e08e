/* psc-undo-list.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-undo-list"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-toast.h"
#include "psc-undo-list.h"

#define UNDO_LIST "psc-undo-list"

typedef struct
{
  AdwToast       *toast;
  PscUndoFunc     func;
  GWeakRef        owner;
  gpointer        removed;
  GDestroyNotify  free_removed;
} Offer;

struct _PscUndoList
{
  GObject          parent_instance;

  /* Owned */
  GPtrArray       *offers; /* Offer: the newest is the last */

  /* Borrowed */
  AdwToastOverlay *overlay; /* it owns the list */
};

G_DEFINE_FINAL_TYPE (PscUndoList, psc_undo_list, G_TYPE_OBJECT)

typedef enum
{
  PROP_CAN_UNDO = 1,
} PscUndoListProperty;

static GParamSpec *properties[PROP_CAN_UNDO + 1];

static void
offer_free (Offer *offer)
{
  g_object_unref (offer->toast);
  g_weak_ref_clear (&offer->owner);
  offer->free_removed (offer->removed);
  g_free (offer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Offer, offer_free)

/* Each offer is good for once. */
static Offer *
take (PscUndoList *self,
      AdwToast    *toast)
{
  for (guint i = 0; i < self->offers->len; i++)
    {
      Offer *offer = g_ptr_array_index (self->offers, i);

      if (offer->toast != toast)
        continue;

      g_ptr_array_steal_index (self->offers, i);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
      return offer;
    }

  return NULL;
}

static void
undo_cb (PscUndoList *self,
         AdwToast    *toast)
{
  g_autoptr (Offer) offer = take (self, toast);
  g_autoptr (GObject) owner = NULL;

  if (offer == NULL)
    return;

  owner = g_weak_ref_get (&offer->owner);
  if (owner != NULL)
    offer->func (owner, offer->removed);
}

/* What cannot be taken back any more need not be kept. */
static void
dismissed_cb (PscUndoList *self,
              AdwToast    *toast)
{
  g_autoptr (Offer) offer = take (self, toast);
}

static void
psc_undo_list_finalize (GObject *object)
{
  PscUndoList *self = PSC_UNDO_LIST (object);

  g_ptr_array_unref (self->offers);

  G_OBJECT_CLASS (psc_undo_list_parent_class)->finalize (object);
}

static void
psc_undo_list_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch ((PscUndoListProperty) prop_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value,
                           psc_undo_list_get_can_undo (PSC_UNDO_LIST (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_undo_list_class_init (PscUndoListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = psc_undo_list_finalize;
  object_class->get_property = psc_undo_list_get_property;

  properties[PROP_CAN_UNDO] =
    g_param_spec_boolean ("can-undo", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);
}

static void
psc_undo_list_init (PscUndoList *self)
{
  self->offers = g_ptr_array_new_with_free_func ((GDestroyNotify) offer_free);
}

/**
 * psc_undo_list_find:
 *
 * Finds the one list for all that is in the same window, so that what was
 * removed last is the first to come back, wherever it was.
 *
 * Returns: (transfer none) (nullable): it; none where nothing shows toasts
 */
PscUndoList *
psc_undo_list_find (GtkWidget *widget)
{
  GtkWidget *overlay;
  PscUndoList *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay == NULL)
    return NULL;

  self = g_object_get_data (G_OBJECT (overlay), UNDO_LIST);
  if (self == NULL)
    {
      self = g_object_new (PSC_TYPE_UNDO_LIST, NULL);
      self->overlay = ADW_TOAST_OVERLAY (overlay);
      g_object_set_data_full (G_OBJECT (overlay), UNDO_LIST, self,
                              g_object_unref);
    }

  return self;
}

/**
 * psc_undo_list_get_can_undo:
 *
 * Whether there is anything to take back.
 */
gboolean
psc_undo_list_get_can_undo (PscUndoList *self)
{
  g_return_val_if_fail (PSC_IS_UNDO_LIST (self), FALSE);

  return self->offers->len > 0;
}

/**
 * psc_undo_list_offer:
 * @text: says what has been removed
 * @func: brings it back
 * @owner: the object that has removed it; without it, nothing comes back
 * @removed: (transfer full): what is handed to @func
 * @free_removed: frees @removed
 *
 * Offers in a toast to take a removal back.  A toast is still there when the
 * next one comes, so that each brings back its own.
 */
void
psc_undo_list_offer (PscUndoList    *self,
                     const char     *text,
                     PscUndoFunc     func,
                     gpointer        owner,
                     gpointer        removed,
                     GDestroyNotify  free_removed)
{
  Offer *offer;

  g_return_if_fail (PSC_IS_UNDO_LIST (self));
  g_return_if_fail (text != NULL);
  g_return_if_fail (func != NULL);
  g_return_if_fail (G_IS_OBJECT (owner));
  g_return_if_fail (free_removed != NULL);

  offer = g_new0 (Offer, 1);
  offer->toast = psc_toast_new (text);
  offer->func = func;
  g_weak_ref_init (&offer->owner, owner);
  offer->removed = removed;
  offer->free_removed = free_removed;
  g_ptr_array_add (self->offers, offer);

  adw_toast_set_button_label (offer->toast, _("_Undo"));
  g_signal_connect_object (offer->toast, "button-clicked",
                           G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (offer->toast, "dismissed",
                           G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->overlay, g_object_ref (offer->toast));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
}

/**
 * psc_undo_list_undo:
 *
 * Takes back the last removal that can be, which its toast says instead of
 * offering it.  Dismissed while it still slides in, the toast would be freed
 * under libadwaita 1.2's animation.
 */
void
psc_undo_list_undo (PscUndoList *self)
{
  g_autoptr (AdwToast) toast = NULL;

  g_return_if_fail (PSC_IS_UNDO_LIST (self));

  if (self->offers->len == 0)
    return;

  toast = g_object_ref (((Offer *) g_ptr_array_index (
                           self->offers, self->offers->len - 1))->toast);
  undo_cb (self, toast);
  adw_toast_set_button_label (toast, NULL);
  adw_toast_set_title (toast, _("Undone"));
}
