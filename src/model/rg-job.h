/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One piece of long work, as the bar at the bottom of the window shows it: what it is, how far it
 * is, and a way to stop it. Used on the main thread only.
 *
 * Whoever does the work makes one, sets the window's property "job" to it (of the root of any
 * widget: no include of the shell is needed), sets "fraction" as it goes, and ends it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define RG_TYPE_JOB (rg_job_get_type ())
G_DECLARE_FINAL_TYPE (RgJob, rg_job, RG, JOB, GObject)

/* label: "Importing november.csv", translated. cancellable: NULL where nothing can stop it. */
RgJob *rg_job_new (const char *label, GCancellable *cancellable);

const char *rg_job_get_label (RgJob *self);
void rg_job_set_label (RgJob *self, const char *label);
/* 0 to 1, or negative while nobody knows. */
double rg_job_get_fraction (RgJob *self);
void rg_job_set_fraction (RgJob *self, double fraction);
GCancellable *rg_job_get_cancellable (RgJob *self);
/* The bar goes away; says nothing about success, which is a toast of its own. */
void rg_job_end (RgJob *self);
gboolean rg_job_has_ended (RgJob *self);

G_END_DECLS
