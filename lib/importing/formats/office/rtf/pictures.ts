import type { RtfTarget } from './target';

interface Shape {
  pictures: Buffer[];
  alt: string;
}

interface Picture {
  hex: string[];
  binary: Buffer[];
}

/** The pictures of an RTF file, in its lines and in shapes, whose properties describe them. */
export class RtfPictures {
  private open: Picture | null = null;
  private readonly shapes: Shape[] = [];
  private property = '';
  private count = 0;

  constructor(private readonly reader: RtfTarget) {}

  /** Digits of the picture that is open, two a byte. */
  hex(bytes: Buffer): void {
    this.open?.hex.push(bytes.toString('latin1'));
  }

  binary(bytes: Buffer): void {
    this.open?.binary.push(bytes);
  }

  beginShape(): void {
    const shape: Shape = { pictures: [], alt: '' };
    this.shapes.push(shape);
    this.reader.become('quiet', () => {
      this.shapes.pop();
      for (const bytes of shape.pictures) this.add(bytes, shape.alt);
    });
  }

  propertyName(): void {
    this.reader.collect((words) => {
      this.property = words.trim();
    });
  }

  propertyValue(): void {
    this.reader.collect((words) => {
      const shape = this.shapes.at(-1);
      if (this.property === 'wzDescription' && shape) shape.alt = words.trim();
    });
  }

  /** A picture, in the line or of a shape; it has properties of its own as a shape has. */
  beginPicture(): void {
    const around = this.shapes.at(-1);
    const outside = this.open;
    const picture: Picture = { hex: [], binary: [] };
    const shape: Shape = { pictures: [], alt: '' };
    this.open = picture;
    this.shapes.push(shape);
    this.reader.become('picture', () => {
      this.open = outside;
      this.shapes.pop();
      const bytes = picture.binary.length > 0 ? Buffer.concat(picture.binary) : Buffer.from(picture.hex.join('').replace(/[^0-9a-fA-F]/g, ''), 'hex');
      if (around) around.pictures.push(bytes);
      else this.add(bytes, shape.alt);
    });
  }

  private add(bytes: Buffer, alt: string): void {
    this.count += 1;
    this.reader.put(this.reader.maker.picture(`picture${this.count}`, bytes.length > 0 ? bytes : null, alt));
  }
}
