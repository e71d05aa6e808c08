//! What is drawn by hand: the pages' icons, the key, the squares of the tries. All decoration: words stand beside it.

use super::look::colour;
use gtk::cairo::{self, Context, LineCap, LineJoin};
use gtk::gdk::RGBA;
use gtk::glib::Propagation;
use gtk::prelude::*;
use std::f64::consts::{FRAC_PI_2, PI};

/// An icon of the pages, on a grid of 16.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// What is hidden can be shown.
    Eye,
    /// What is shown can be hidden.
    EyeOff,
    /// Refused.
    Stop,
    /// Look out.
    Warning,
    /// Cannot be pressed yet.
    Lock,
}

/// The icon, in the colour of the text around it.
pub fn icon(icon: Icon) -> gtk::DrawingArea {
    drawn(16, 16, move |area, cr| {
        let context = area.style_context();
        pen(cr, &context.color(context.state()), 1.5);
        icon_path(icon, cr)
    })
}

/// The castle of the product.
pub fn castle(side: i32) -> gtk::DrawingArea {
    drawn(side, side, move |area, cr| {
        let unit = f64::from(side) / 32.0;
        cr.scale(unit, unit);
        rounded(cr, 0.0, 0.0, 32.0, 32.0, 7.0);
        fill(cr, &colour(area, "tile"))?;
        for (x, y, w, h) in
            [(4.0, 10.0, 24.0, 16.0), (4.0, 6.0, 6.0, 5.0), (13.0, 6.0, 6.0, 5.0), (22.0, 6.0, 6.0, 5.0)]
        {
            cr.rectangle(x, y, w, h);
        }
        fill(cr, &colour(area, "wall"))?;
        cr.arc(17.0, 19.0, 5.0, PI, 0.0);
        cr.line_to(22.0, 26.0);
        cr.line_to(12.0, 26.0);
        fill(cr, &colour(area, "gate"))?;
        cr.arc(17.0, 19.75, 2.25, 0.0, 2.0 * PI);
        cr.rectangle(15.75, 21.0, 2.5, 4.0);
        fill(cr, &colour(area, "keyhole"))
    })
}

/// A security key, lying.
pub fn key() -> gtk::DrawingArea {
    drawn(60, 28, |area, cr| {
        let (edge, ground) = (colour(area, "text-2"), colour(area, "surface"));
        cr.rectangle(1.75, 7.75, 13.0, 12.5);
        outlined(cr, &ground, &edge)?;
        for y in [11.0, 14.0, 17.0] {
            cr.move_to(5.0, y);
            cr.line_to(10.0, y);
        }
        cr.set_line_width(1.0);
        cr.stroke()?;
        rounded(cr, 14.75, 1.75, 43.5, 24.5, 6.0);
        outlined(cr, &ground, &edge)?;
        cr.arc(35.0, 14.0, 7.0, 0.0, 2.0 * PI);
        outlined(cr, &colour(area, "accent-bg"), &colour(area, "accent"))?;
        cr.arc(35.0, 12.75, 2.0, 0.0, 2.0 * PI);
        cr.rectangle(34.25, 13.5, 1.5, 4.0);
        fill(cr, &colour(area, "accent"))?;
        cr.arc(52.0, 14.0, 2.25, 0.0, 2.0 * PI);
        outlined(cr, &ground, &edge)
    })
}

/// A square for each try, `left` of them full.
pub fn squares(left: u32, all: u32) -> gtk::DrawingArea {
    drawn(108, 10, move |area, cr| {
        for (square, x) in (0..all).zip((0u32..).step_by(14)) {
            let x = f64::from(x);
            if square < left {
                rounded(cr, x, 0.0, 10.0, 10.0, 2.0);
                fill(cr, &colour(area, "text-2"))?;
            } else {
                rounded(cr, x + 0.5, 0.5, 9.0, 9.0, 1.5);
                pen(cr, &colour(area, "line-strong"), 1.0);
                cr.stroke()?;
            }
        }
        Ok(())
    })
}

fn drawn(
    width: i32,
    height: i32,
    draw: impl Fn(&gtk::DrawingArea, &Context) -> Result<(), cairo::Error> + 'static,
) -> gtk::DrawingArea {
    let area = gtk::DrawingArea::new();
    area.set_size_request(width, height);
    area.set_valign(gtk::Align::Center);
    area.set_halign(gtk::Align::Center);
    area.connect_draw(move |area, cr| {
        if let Err(error) = draw(area, cr) {
            tracing::debug!(%error, "a picture of the PIN window was not drawn");
        }
        Propagation::Stop
    });
    area
}

fn icon_path(icon: Icon, cr: &Context) -> Result<(), cairo::Error> {
    match icon {
        Icon::Eye => {
            cr.move_to(1.5, 8.0);
            cr.curve_to(1.5, 8.0, 4.0, 3.75, 8.0, 3.75);
            cr.curve_to(12.0, 3.75, 14.5, 8.0, 14.5, 8.0);
            cr.curve_to(14.5, 8.0, 12.0, 12.25, 8.0, 12.25);
            cr.curve_to(4.0, 12.25, 1.5, 8.0, 1.5, 8.0);
            cr.close_path();
            cr.new_sub_path();
            cr.arc(8.0, 8.0, 2.0, 0.0, 2.0 * PI);
        }
        Icon::EyeOff => {
            cr.move_to(6.2, 4.0);
            cr.curve_to(6.75, 3.83, 7.35, 3.75, 8.0, 3.75);
            cr.curve_to(12.0, 3.75, 14.5, 8.0, 14.5, 8.0);
            cr.curve_to(14.5, 8.0, 13.8, 9.25, 12.6, 10.3);
            cr.move_to(4.1, 5.1);
            cr.curve_to(2.4, 6.4, 1.5, 8.0, 1.5, 8.0);
            cr.curve_to(1.5, 8.0, 4.0, 12.25, 8.0, 12.25);
            cr.curve_to(9.4, 12.25, 10.6, 11.75, 11.6, 11.1);
            cr.move_to(2.5, 2.5);
            cr.line_to(13.5, 13.5);
        }
        Icon::Stop => {
            cr.move_to(5.4, 1.75);
            for (x, y) in
                [(10.6, 1.75), (14.25, 5.4), (14.25, 10.6), (10.6, 14.25), (5.4, 14.25), (1.75, 10.6), (1.75, 5.4)]
            {
                cr.line_to(x, y);
            }
            cr.close_path();
            exclamation(cr, 5.0, 8.5, 11.0);
        }
        Icon::Warning => {
            cr.move_to(8.0, 2.0);
            cr.line_to(14.5, 13.5);
            cr.line_to(1.5, 13.5);
            cr.close_path();
            exclamation(cr, 6.25, 9.25, 11.5);
        }
        Icon::Lock => {
            rounded(cr, 3.25, 7.0, 9.5, 6.75, 1.5);
            cr.move_to(5.25, 7.0);
            cr.line_to(5.25, 5.0);
            cr.arc(8.0, 5.0, 2.75, PI, 0.0);
            cr.line_to(10.75, 7.0);
        }
    }
    cr.stroke()
}

fn exclamation(cr: &Context, top: f64, bottom: f64, dot: f64) {
    cr.move_to(8.0, top);
    cr.line_to(8.0, bottom);
    cr.move_to(8.0, dot);
    cr.line_to(8.0, dot + 0.01);
}

fn rounded(cr: &Context, x: f64, y: f64, width: f64, height: f64, radius: f64) {
    let (right, bottom) = (x + width - radius, y + height - radius);
    cr.new_sub_path();
    cr.arc(right, y + radius, radius, -FRAC_PI_2, 0.0);
    cr.arc(right, bottom, radius, 0.0, FRAC_PI_2);
    cr.arc(x + radius, bottom, radius, FRAC_PI_2, PI);
    cr.arc(x + radius, y + radius, radius, PI, 3.0 * FRAC_PI_2);
    cr.close_path();
}

fn pen(cr: &Context, colour: &RGBA, width: f64) {
    ink(cr, colour);
    cr.set_line_width(width);
    cr.set_line_cap(LineCap::Round);
    cr.set_line_join(LineJoin::Round);
}

fn ink(cr: &Context, colour: &RGBA) {
    cr.set_source_rgba(colour.red(), colour.green(), colour.blue(), colour.alpha());
}

fn fill(cr: &Context, colour: &RGBA) -> Result<(), cairo::Error> {
    ink(cr, colour);
    cr.fill()
}

fn outlined(cr: &Context, ground: &RGBA, edge: &RGBA) -> Result<(), cairo::Error> {
    ink(cr, ground);
    cr.fill_preserve()?;
    pen(cr, edge, 1.25);
    cr.stroke()
}
