/* psc-listing.h: the entries of a directory, in order
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  PSC_LISTING_DEFAULT   = 0,
  PSC_LISTING_HIDDEN    = 1 << 0, /* names that begin with a dot, too */
  PSC_LISTING_RECURSIVE = 1 << 1, /* and what subdirectories hold */
} PscListingFlags;

/* An immutable, reference-counted list of file names (bytes, not UTF-8),
 * relative to one absolute directory, in byte order. */
typedef struct _PscListing PscListing;

#define PSC_TYPE_LISTING (psc_listing_get_type ())
GType       psc_listing_get_type       (void);

PscListing *psc_listing_read           (const char          *directory,
                                        PscListingFlags      flags,
                                        guint                limit,
                                        GCancellable        *cancellable,
                                        GError             **error)
                                        G_GNUC_WARN_UNUSED_RESULT;
void        psc_listing_read_async     (const char          *directory,
                                        PscListingFlags      flags,
                                        guint                limit,
                                        guint               *n_found,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
PscListing *psc_listing_read_finish    (GAsyncResult        *result,
                                        GError             **error)
                                        G_GNUC_WARN_UNUSED_RESULT;
PscListing *psc_listing_new_for_names  (const char          *directory,
                                        const char * const  *names)
                                        G_GNUC_WARN_UNUSED_RESULT;
PscListing *psc_listing_ref            (PscListing          *self);
void        psc_listing_unref          (PscListing          *self);

const char *psc_listing_get_directory  (PscListing          *self);
guint       psc_listing_get_n_files    (PscListing          *self);
const char *psc_listing_get_name       (PscListing          *self,
                                        guint                index);
char       *psc_listing_dup_path       (PscListing          *self,
                                        guint                index)
                                        G_GNUC_WARN_UNUSED_RESULT;
char       *psc_listing_dup_uri        (PscListing          *self,
                                        guint                index)
                                        G_GNUC_WARN_UNUSED_RESULT;
guint       psc_listing_get_n_unread   (PscListing          *self);
guint       psc_listing_get_n_left_out (PscListing          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscListing, psc_listing_unref)

G_END_DECLS
